// <lw-score-changes-panel>: what customers spent before their first and after their last answer, by how the answer changed; beside customers like them, beside what is told elsewhere,
// and what it would bring to turn some round. In: an engine, a file's number, settings and how its answers are read; what a person chose here is kept and the core is asked.
import { type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { radioStyles } from '../controls/radio-choice';
import { drawing, drawingStyles } from '../controls/drawing';
import { notes } from '../controls/said';
import { SettledFields, numberFromTo } from '../controls/settled-field';
import { Drawn } from '../drawn';
import type { Engine } from '../engine';
import { foreign } from '../foreign';
import { whole } from '../format';
import type { ScoreChangesAnswer, ScoreChangesResult, Settings, SurveyReading } from '../protocol';
import { LargeElement, numberList, ui } from '../ui';
import { quoted } from '../words';
import { profitSettings } from './profit-words';
import { type Basis, turned } from './score-changes-gain';
import { beside, besideAlike, scoreChangesStyles, transitions } from './score-changes-parts';
import { leftOutText } from './score-changes-words';

const shortest = 7;
const longest = 1830;

@customElement('lw-score-changes-panel')
export class ScoreChangesPanel extends LargeElement {
  static override styles = [
    ui,
    numberList,
    radioStyles,
    scoreChangesStyles,
    drawingStyles,
    css`
      .fields {
        align-items: end;
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) file = 0;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) reading: SurveyReading = {};
  @state() private window: number | null = null;
  @state() private converted: number | null = null;
  @state() private basis: Basis = 'own';
  readonly #asked = new Drawn(this, 'score_changes');
  readonly #fields = new SettledFields(this);

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('engine') || changed.has('file')) [this.window, this.converted, this.#asked.answer] = [null, null, null]; // another file
    const { observation_end } = this.settings;
    this.#asked.ask(this.engine, { file: this.file, ...this.reading, ...profitSettings(this.settings), observation_end, window_days: this.window, converted: this.converted });
  }

  override render() {
    const { answer, waiting } = this.#asked;
    // What was asked is asked in the survey's own panel.
    if (answer ? !answer.measure : !waiting) return nothing;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('Who changed their answer, and what they spent', { id: 'changes-title' })}</h2>
      ${answer?.question ? html`<p class="muted">${quoted(foreign(answer.question))}</p>` : nothing} ${answer && (answer.result || answer.drawn < 1) ? this.#who(answer) : nothing}
      ${drawing(this.#asked)} ${answer ? this.#found(answer) : nothing}
    </section>`;
  }

  #found(answer: ScoreChangesAnswer) {
    const { result, caveats, drawn } = answer;
    if (result) return html`${transitions(answer, result)} ${notes(caveats)} ${besideAlike(answer, result)} ${beside(result)} ${this.#conversion(answer, result)} ${this.#how(answer, result)}`;
    return drawn < 1 ? nothing : html`${answer.window.days ? this.#windowField(answer) : nothing} ${notes(caveats)} ${this.#leftOut(answer)}`;
  }

  #windowField({ window: { days } }: ScoreChangesAnswer) {
    return html`<div class="row fields no-print">
      ${this.#fields.number(
        { label: msg('Days before and after', { id: 'changes-window' }), name: 'window', value: days, demand: numberFromTo(whole(shortest), whole(longest)), take: (value) => (this.window = value) },
        { range: [shortest, longest], whole: true, inputmode: 'numeric' },
      )}
      ${this.window === null
        ? nothing
        : html`<button
            @click=${() => {
              this.window = null;
              this.#fields.forget('window');
            }}
          >
            ${msg('As the data allow', { id: 'changes-usual' })}
          </button>`}
    </div>`;
  }

  #who(answer: ScoreChangesAnswer) {
    const { customers, window } = answer;
    return html`<p>
        ${msg(str`${whole(customers.twice)} customers answered on two days or more; ${whole(customers.compared)} of them can be compared: what they spent in the ${whole(window.days)} days before their first answer, and in the ${whole(window.days)} days after their last one. Half of them had ${whole(window.gap_days)} days or more in between.`, { id: 'changes-who' })}
      </p>
      ${this.#windowField(answer)} ${this.#leftOut(answer)}`;
  }

  #leftOut({ left_out }: ScoreChangesAnswer) {
    return left_out.length ? html`<p class="small muted">${msg('Left out:', { id: 'changes-left-out' })} ${left_out.map((each) => html`${leftOutText(each)} `)}</p>` : nothing;
  }

  #conversion(answer: ScoreChangesAnswer, { conversion }: ScoreChangesResult) {
    const most = conversion.customers;
    const field = this.#fields.number(
      { label: msg('How many would move', { id: 'changes-converted' }), name: 'converted', value: conversion.converted, demand: numberFromTo(whole(0), whole(most)), take: (value) => (this.converted = value) },
      { range: [0, most], whole: true, inputmode: 'numeric' },
    );
    return turned(answer, conversion, field, this.basis, (basis) => (this.basis = basis));
  }

  // ------------------------------------------------------------------ how

  #how({ window }: ScoreChangesAnswer, { draws, never_answered, conversion }: ScoreChangesResult) {
    return html`<details>
      <summary>${msg('How this is computed', { id: 'base-how' })}</summary>
      <ul>
        <li>
          ${msg(str`Change of spend: Σ spend in the ${whole(window.days)} days after the last answer ÷ Σ spend in the ${whole(window.days)} days before the first one − 1, over all customers of a group. Not the mean of single changes, which those who had spent next to nothing would lead. Refunds count on their day. Unless you choose, the window is the median time between the answers in whole weeks, or shorter if the orders do not reach far enough for half of the customers.`, { id: 'changes-how-ratio' })}
        </li>
        <li>
          ${msg(str`Intervals: bootstrap over customers (${whole(draws)} draws), percentiles widened as Student’s t is (Hesterberg 2015). In simulated shops they held the truth in 94 to 96% with fifteen customers and more.`, { id: 'changes-how-interval' })}
        </li>
        <li>
          ${msg('Clear: Holm’s correction (1979) over all comparisons of this panel, of each group with no change, with all other groups, with customers like them, and with what is told. The chance that any of them is called clear by accident is 5% at most.', { id: 'changes-how-holm' })}
        </li>
        <li>
          ${msg(str`Customers like them: ${whole(never_answered)} in the orders never answered this survey. They are given the same answer days, sorted into strata by spend before and by tenure (with fewer than ten in one it is joined to its neighbour), and weighted as the group is; what is left of a difference in spend before is taken away along a line (Rubin 1973). Beyond theirs: mean of spend after − spend after of those like them; a matched difference in differences (Heckman, Ichimura & Todd 1997). In simulated shops where nothing but chance swung back it found something in about 5% of them, the raw change in up to half.`, { id: 'changes-how-matched' })}
        </li>
        <li>
          ${msg('What it would bring: (effect of moving up − effect of staying) × what those who are in the group by their last answer spend a year × the part of revenue that is profit × how many. Effects are of those who answered twice: the change beyond those like them ÷ spend before, or the raw change where there are too few like them; never one of each kind. Intervals of differences and products: Zou & Donner (2008).', { id: 'changes-how-effect' })}
          ${conversion.to.some(({ claimed }) => claimed) ? msg('As told: +16% (to passive) or +25% (to promoter), less −36% (stayed detractor).', { id: 'changes-how-told' }) : nothing}
        </li>
      </ul>
    </details>`;
  }
}
