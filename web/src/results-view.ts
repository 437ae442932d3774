// What a reading came to, as the page lays it out: panels by question, each question a part that folds. In: what is loaded, and who carries out what panels ask for.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { msg } from '@lit/localize';
import './panels/acquisition-panel';
import './panels/after-answers-panel';
import './panels/bootstrap-panel';
import './panels/cohort-panel';
import './panels/comeback-panel';
import './panels/concentration-panel';
import './panels/contents';
import './panels/contract-panel';
import './panels/customer-table';
import './panels/gap-panel';
import './panels/headline-panel';
import './panels/impressions-panel';
import './panels/method-panel';
import './panels/models-panel';
import './panels/new-customer-panel';
import './panels/nonresponse-panel';
import './panels/opportunities-panel';
import './panels/origins-panel';
import './panels/part';
import './panels/predictors-panel';
import './panels/recurring-panel';
import './panels/referrals-panel';
import './panels/repeat-panel';
import './panels/retention-panel';
import './panels/score-changes-panel';
import './panels/segments-panel';
import './panels/survey-choice';
import './panels/survey-panel';
import './panels/tiers-panel';
import './panels/tracking-panel';
import './panels/unsettled-panel';
import './panels/whole-base-panel';
import type { Loaded } from './loading';
import type { ContractChosen, Settings, SurveyReading } from './protocol';
import { type Survey, type SurveysChosen, fileNames, readingOf, surveyOf, surveyShown, surveysOf } from './surveys';

/** What panels ask for. */
export interface Wishes {
  failed: (event: CustomEvent<unknown>) => void;
  settings: (event: CustomEvent<Partial<Settings>>) => void;
  activeDays: (event: CustomEvent<number | null>) => void;
  contract: (event: CustomEvent<ContractChosen>) => void;
  survey: (file: number) => void;
  reading: (file: number, reading: SurveyReading) => void;
}

/** How a person wants some of it read. */
export interface Readings {
  contract: ContractChosen | null;
  surveys: SurveysChosen;
}

export class ResultsView {
  constructor(
    private readonly loaded: Loaded,
    private readonly wishes: Wishes,
    private readonly readings: Readings,
  ) {}

  render() {
    const { results, summary } = this.loaded;
    const answers = this.#answers();
    const spend = summary.records.some(({ kind }) => kind === 'spend') ? this.#acquisition() : nothing;
    const referrals = !answers && summary.has_orders ? this.#referrals(null, {}) : nothing;
    if (!results) {
      const subscriptions = summary.records.some(({ kind }) => kind === 'subscriptions');
      return html`${subscriptions ? this.#contract(true) : nothing} ${spend} ${answers} ${referrals}`;
    }
    return html`<lw-contents .shown=${this.readings.surveys.shown}></lw-contents>
      ${this.#part('worth', msg('Value, now and to come', { id: 'part-worth' }), this.#worth(results))}
      ${this.#part('staying', msg('Staying and coming back', { id: 'part-staying' }), this.#staying(results))}
      ${this.#part('whom', msg('Customers to look after', { id: 'part-whom' }), this.#whom(results))}
      ${answers ? this.#part('answers', msg('What customers say', { id: 'part-answers' }), answers) : referrals}
      ${spend === nothing ? nothing : this.#part('cost', msg('Spend on new customers', { id: 'part-cost' }), spend)}`;
  }

  #part(name: string, heading: string, panels: TemplateResult) {
    return html`<lw-part .name=${name} .heading=${heading}>${panels}</lw-part>`;
  }

  #worth({ realised, prediction }: NonNullable<Loaded['results']>) {
    const { engine, settings, summary } = this.loaded;
    const { failed } = this.wishes;
    return html`<lw-headline-panel .realised=${realised} .prediction=${prediction} .settings=${settings} .summary=${summary} @settings=${this.wishes.settings}></lw-headline-panel>
      <div class="two">
        <lw-concentration-panel .realised=${realised}></lw-concentration-panel>
        <lw-method-panel .prediction=${prediction}></lw-method-panel>
      </div>
      <lw-unsettled-panel @failed=${failed} .engine=${engine} .settings=${settings} .prediction=${prediction}></lw-unsettled-panel>
      <lw-segments-panel @failed=${failed} .engine=${engine} .settings=${settings} .prediction=${prediction} .survey=${surveyOf(summary, this.readings.surveys)}></lw-segments-panel>
      <lw-new-customer-panel .prediction=${prediction}></lw-new-customer-panel>
      <lw-origins-panel @failed=${failed} .engine=${engine} .settings=${settings} .summary=${summary}></lw-origins-panel>
      <lw-models-panel .prediction=${prediction} .settings=${settings} @settings=${this.wishes.settings}></lw-models-panel>
      <lw-bootstrap-panel @failed=${failed} .engine=${engine} .settings=${settings} .prediction=${prediction}></lw-bootstrap-panel>
      <lw-tracking-panel @failed=${failed} .engine=${engine} .settings=${settings} .prediction=${prediction}></lw-tracking-panel>
      <lw-whole-base-panel @failed=${failed} .engine=${engine} .settings=${settings}></lw-whole-base-panel>`;
  }

  #staying({ cohorts, repeat, prediction }: NonNullable<Loaded['results']>) {
    const { engine, settings } = this.loaded;
    return html`${this.#contract(false)}
      <lw-cohort-panel .cohorts=${cohorts}></lw-cohort-panel>
      <div class="two">
        <lw-repeat-panel .repeat=${repeat}></lw-repeat-panel>
        <lw-gap-panel .repeat=${repeat}></lw-gap-panel>
      </div>
      <lw-retention-panel .repeat=${repeat} @active-days=${this.wishes.activeDays}></lw-retention-panel>
      <lw-comeback-panel @failed=${this.wishes.failed} .engine=${engine} .settings=${settings} .prediction=${prediction}></lw-comeback-panel>`;
  }

  #whom({ prediction }: NonNullable<Loaded['results']>) {
    const { engine, settings } = this.loaded;
    const { failed } = this.wishes;
    return html`<lw-opportunities-panel @failed=${failed} .engine=${engine} .settings=${settings} .prediction=${prediction}></lw-opportunities-panel>
      <lw-customer-table @failed=${failed} .engine=${engine} .settings=${settings} .prediction=${prediction}></lw-customer-table>
      <lw-tiers-panel @failed=${failed} .engine=${engine} .settings=${settings}></lw-tiers-panel>
      <lw-predictors-panel @failed=${failed} .engine=${engine} .settings=${settings}></lw-predictors-panel>`;
  }

  #acquisition() {
    const { engine, settings } = this.loaded;
    return html`<lw-acquisition-panel @failed=${this.wishes.failed} .engine=${engine} .settings=${settings}></lw-acquisition-panel>`;
  }

  #contract(alone: boolean) {
    const { engine, settings } = this.loaded;
    const { failed } = this.wishes;
    return html`<lw-contract-panel @failed=${failed} @chosen=${this.wishes.contract} @settings=${this.wishes.settings} ?alone=${alone} .engine=${engine} .settings=${settings}></lw-contract-panel>
      <lw-recurring-panel @failed=${failed} .engine=${engine} .settings=${settings} .chosen=${this.readings.contract}></lw-recurring-panel>`;
  }

  /** One survey at a time; null where there is none. Those looked at before are hidden as they were left. */
  #answers(): TemplateResult | null {
    const { opened, summary } = this.loaded;
    const chosen = this.readings.surveys;
    const surveys = surveysOf(summary);
    const shown = surveyShown(surveys, chosen);
    if (!shown) return null;
    const names = fileNames(opened);
    const kept = surveys.filter((each) => each === shown || chosen.seen.has(each.file));
    return html`${surveys.length > 1
        ? html`<lw-survey-choice .surveys=${surveys} .names=${names} .shown=${shown.file} @choose=${({ detail }: CustomEvent<number>) => this.wishes.survey(detail)}></lw-survey-choice>`
        : nothing}
      ${repeat(
        kept,
        ({ file }) => file,
        (each) => html`<div class="stack" ?hidden=${each !== shown}>${this.#survey(each, names)}</div>`,
      )}`;
  }

  /** With orders also what the answers tell of those who did not answer, and of what customers do. */
  #survey(survey: Survey, names: string[]) {
    const { engine, settings, summary } = this.loaded;
    const { failed } = this.wishes;
    const { file, matched } = survey;
    const reading = readingOf(survey, this.readings.surveys);
    return html`<lw-survey-panel @failed=${failed} @reading=${({ detail }: CustomEvent<SurveyReading>) => this.wishes.reading(file, detail)} .engine=${engine} .file=${file} .names=${names}></lw-survey-panel>
      ${summary.has_orders ? html`<lw-nonresponse-panel @failed=${failed} .engine=${engine} .file=${file} .reading=${reading}></lw-nonresponse-panel>` : nothing}
      ${summary.has_orders && matched
        ? html`<lw-after-answers-panel @failed=${failed} .engine=${engine} .file=${file} .settings=${settings} .reading=${reading}></lw-after-answers-panel>
            ${this.#impressions(file, reading)}
            <lw-score-changes-panel @failed=${failed} .engine=${engine} .file=${file} .settings=${settings} .reading=${reading}></lw-score-changes-panel>`
        : nothing}
      ${summary.has_orders ? nothing : this.#impressions(file, reading)} ${this.#referrals(file, reading)}`;
  }

  #impressions(file: number, reading: SurveyReading) {
    const { engine, settings } = this.loaded;
    return html`<lw-impressions-panel @failed=${this.wishes.failed} .engine=${engine} .file=${file} .settings=${settings} .reading=${reading}></lw-impressions-panel>`;
  }

  /** Without a file of answers (null), who came by whom. */
  #referrals(file: number | null, reading: SurveyReading) {
    const { engine, settings } = this.loaded;
    return html`<lw-referrals-panel @failed=${this.wishes.failed} .engine=${engine} .file=${file} .settings=${settings} .reading=${reading}></lw-referrals-panel>`;
  }
}
