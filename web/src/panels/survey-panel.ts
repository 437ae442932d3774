// <lw-survey-panel>: what one file of answers says: NPS, satisfaction or effort, on which scale and why, how answers spread, over time, by segment, and who answered.
// In: an engine and the file's number; what a person chose is kept here and the core is asked. Out: "reading", how the answers are to be read, when that changes.
import { type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/answer-chart';
import { Asked } from '../asked';
import { notes, said } from '../controls/said';
import { settledChoice } from '../controls/settled-choice';
import { asTable, ranged } from '../controls/tables';
import type { Engine } from '../engine';
import { foreign } from '../foreign';
import { decimal, percent, whole } from '../format';
import type { SurveyAnswer, SurveyGrain, SurveyLevel, SurveyMeasure, SurveyReading, SurveyResult, SurveyScale } from '../protocol';
import { LargeElement, numberList, ui } from '../ui';
import { quoted } from '../words';
import { numberEntry } from './numbers';
import { bySegment, overTime, surveyPartStyles, whoAnswered } from './survey-parts';
import { grainChoices, groupName, kindOf, leftOutText, mean, measureChoices, measureTitle, pointName, scales, scoreOf, scoreText, segmentChoices, segmentChosen, type Segmenting, segmentValue } from './survey-words';

interface Choice {
  measure: SurveyMeasure | 'auto';
  scale: (typeof scales)[number] | 'auto';
  level: SurveyLevel;
  grain: SurveyGrain | 'auto';
  by: Segmenting;
  /** '' = of all kinds. */
  type: string;
}
const asSeen: Choice = { type: '', measure: 'auto', scale: 'auto', level: 'responses', grain: 'auto', by: { by: 'auto' } };

@customElement('lw-survey-panel')
export class SurveyPanel extends LargeElement {
  static override styles = [
    ui,
    numberList,
    ...surveyPartStyles,
    css`
      .choices {
        align-items: end;
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) file = 0;
  /** What the files are called, by number: answers of several are parted by them. */
  @property({ attribute: false }) names: string[] = [];
  @state() private choice: Choice = asSeen;
  readonly #asked = new Asked(this, 'survey');
  /** As told last by the event "reading". */
  #reading: SurveyReading | null = null;

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('engine') || changed.has('file')) [this.choice, this.#asked.answer] = [asSeen, null]; // another file
    const { scale, measure, type, by, ...choice } = this.choice;
    const [low, high] = scale.split('–').map(Number);
    const reading: SurveyReading = { measure, ...(type && { only_type: type }), ...(scale === 'auto' || measure === 'nps' ? {} : { scale_low: low!, scale_high: high! }) };
    if (JSON.stringify(reading) !== JSON.stringify(this.#reading)) this.dispatchEvent(new CustomEvent<SurveyReading>('reading', { detail: (this.#reading = reading) }));
    void this.#asked.ask(this.engine, { file: this.file, ...choice, ...by, ...reading });
  }

  override render() {
    const { answer } = this.#asked;
    if (!answer) return nothing;
    const { scale, question, result } = answer;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${measureTitle(scale?.measure ?? null)}</h2>
      ${question ? html`<p class="muted">${quoted(foreign(question))}</p>` : nothing} ${this.#setting(answer)}
      ${scale && result ? this.#found(answer, scale, result) : notes(answer.caveats)}
    </section>`;
  }

  #take<Key extends keyof Choice>(key: Key): (value: Choice[Key]) => void {
    return (value) => (this.choice = { ...this.choice, [key]: value });
  }

  // ------------------------------------------------------------------ what was asked

  #setting({ by, reason, scale, guess, possible, answers_in, has_customers, level, types }: SurveyAnswer) {
    const scaled = scale && scale.measure !== 'nps' && answers_in === 'numbers';
    const ends: [Choice['scale'], string][] = [['auto', msg('Automatic: as the answers show', { id: 'survey-choice-auto' })], ...scales.map((each) => [each, each] as [Choice['scale'], string])];
    const levels: [SurveyLevel, string][] = [
      ['responses', msg('Every answer', { id: 'survey-level-responses' })],
      ['customers', msg('Each customer’s last answer', { id: 'survey-level-customers' })],
    ];
    return html`<p role="status">${by === 'person' && scale ? html`<strong>${msg('Read as you chose.', { id: 'survey-as-chosen' })}</strong> ${msg('What the file shows:', { id: 'contract-file-shows' })}` : nothing} ${said(reason)}</p>
      <div class="row choices no-print">
        ${types.length
          ? settledChoice(
              msg('Which answers', { id: 'survey-type' }),
              this.choice.type,
              [['', msg('All kinds together', { id: 'survey-all-types' })], ...types.map(({ name, answers }) => [name, `${foreign(name)} (${whole(answers)})`] as const)],
              this.#take('type'),
              'type',
            )
          : nothing}
        ${possible.length ? settledChoice(msg('What was asked', { id: 'survey-measure' }), this.choice.measure, measureChoices(possible, guess !== null), this.#take('measure'), 'measure') : nothing}
        ${scaled ? settledChoice(msg('Scale', { id: 'survey-scale' }), this.choice.scale, ends, this.#take('scale'), 'scale') : nothing}
        ${has_customers ? settledChoice(msg('What counts', { id: 'survey-level' }), level, levels, this.#take('level'), 'level') : nothing}
      </div>`;
  }

  // ------------------------------------------------------------------ what was answered

  #found(answer: SurveyAnswer, scale: SurveyScale, result: SurveyResult) {
    const { left_out, caveats } = answer;
    const { measure } = scale;
    const grain = settledChoice(msg('Periods', { id: 'survey-grain' }), this.choice.grain, grainChoices(), this.#take('grain'), 'grain');
    return html`${this.#headline(answer, scale, result)} ${this.#distribution(scale, result)}
      ${left_out.length ? html`<ul class="small">${left_out.map((each) => html`<li>${leftOutText(each)}</li>`)}</ul>` : nothing}
      ${notes(caveats)} ${overTime(measure, result, grain)}
      ${answer.segment
        ? bySegment(measure, result, answer, this.names, settledChoice(msg('Segments by', { id: 'survey-by' }), segmentValue(answer), segmentChoices(answer), (by) => this.#take('by')(segmentChosen(by)), 'by'))
        : nothing}
      ${result.coverage ? whoAnswered(result.coverage) : nothing} ${this.#how(scale, result)}`;
  }

  #headline({ level }: SurveyAnswer, scale: SurveyScale, result: SurveyResult) {
    const { measure } = scale;
    const text = scoreText(measure);
    const [score, average] = [result.score, result.mean];
    const name = scoreOf(scale, result.distribution);
    const other = level === 'responses' ? result.of_customers : result.of_responses;
    const repeated = result.of_customers && result.of_customers.n !== result.of_responses.n;
    return html`<dl class="numbers">
      ${numberEntry(name, score, text)}
      ${average ? numberEntry(msg(str`Mean of the answers, ${whole(scale.low)} to ${whole(scale.high)}`, { id: 'survey-mean-of' }), average, mean) : nothing}
      ${repeated && other
        ? numberEntry(level === 'responses' ? msg('Each customer’s last answer', { id: 'survey-level-customers' }) : msg('Every answer', { id: 'survey-level-responses' }), other, text)
        : nothing}
    </dl>`;
  }

  #distribution(scale: SurveyScale, { distribution, groups }: SurveyResult) {
    const { measure } = scale;
    const kinds: (string | null)[] = [null, null, null];
    for (const { mark } of groups) kinds[kindOf(measure, mark)] = groupName(measure, mark);
    return html`<lw-answer-chart
        .label=${msg('How often each answer was given; the table has the numbers', { id: 'survey-distribution-alt' })}
        .x=${scale.low < 0 ? '' : msg('answer', { id: 'survey-answer' })}
        .kinds=${scale.low < 0 ? [] : kinds}
        .bars=${distribution.map(({ point, mark, share }) => ({ name: pointName(scale, point), share, kind: kindOf(measure, mark) }))}
      ></lw-answer-chart>
      ${asTable(
        msg('Answers', { id: 'survey-answers' }),
        html`<table class="narrow" data-parts="rows">
          <thead>
            <tr>
              <th scope="col">${msg('Answers', { id: 'survey-answers' })}</th>
              <th scope="col" class="end">${msg('Answers (n)', { id: 'survey-n' })}</th>
              <th scope="col" class="end">${msg('Share', { id: 'survey-share' })}</th>
            </tr>
          </thead>
          <tbody>
            ${groups.map(
              ({ mark, n, share }) => html`<tr data-n=${n}>
                <th scope="row">${groupName(measure, mark)}</th>
                <td class="end">${whole(n)}</td>
                <td class="end">${ranged(share, (value) => percent(value, 1))}</td>
              </tr>`,
            )}
          </tbody>
          <tbody>
            ${scale.low < 0
              ? nothing
              : distribution.map(
                  ({ point, n, share }) => html`<tr data-n=${n}>
                    <th scope="row">${pointName(scale, point)}</th>
                    <td class="end">${whole(n)}</td>
                    <td class="end">${percent(share, 1)}</td>
                  </tr>`,
                )}
          </tbody>
        </table>`,
      )}`;
  }

  // ------------------------------------------------------------------ how

  #how(scale: SurveyScale, { needed, ...result }: SurveyResult) {
    const nps = scale.measure === 'nps';
    return html`<details>
      <summary>${msg('How this is computed', { id: 'base-how' })}</summary>
      <ul>
        ${nps
          ? html`<li>${msg('NPS: share of promoters (9 and 10) less share of detractors (0 to 6), times 100. Passives (7 and 8) count in n alone. On any other scale than 0 to 10 these groups do not exist.', { id: 'survey-how-nps' })}</li>
              <li>
                ${msg(str`Interval: Tango’s score interval (1998) for the difference of two shares of the same answers. It holds in small samples, where the usual NPS ± 1.96·√((p + d − (p − d)²) ÷ n) does not: with 10 answers that one can miss the truth in a third of all surveys. By it the standard error would be ${decimal(result.standard_error, 2)} points.`, { id: 'survey-how-tango' })}
              </li>`
          : html`<li>
              ${scale.measure === 'csat'
                ? scale.steps
                  ? msg('Satisfied: the share of answers from the second-best whole point on, halves among them; of the best one on scales of fewer than five points. Interval: Wilson’s (1927).', { id: 'survey-how-halves' })
                  : msg('Satisfied: the share of the two best answers; of the best one on scales of fewer than five points. Interval: Wilson’s (1927).', { id: 'survey-how-csat' })
                : msg('High effort: the share of answers beyond the middle of the scale, on its hard side; fewer are better. Interval: Wilson’s (1927).', { id: 'survey-how-ces' })}
              ${scale.low >= 0 && scale.high > 1 ? msg('Mean: with Student’s t. Answers are steps and not measured lengths, so look at the bars, too.', { id: 'survey-how-mean' }) : nothing}
            </li>`}
        <li>
          ${msg('Several answers of one customer are alike. The variance is therefore taken between customers (Liang & Zeger 1986), and the interval is that of as many independent answers as would have it (Korn & Graubard 1998).', { id: 'survey-how-clusters' })}
          ${result.customers < result.n ? msg(str`Here ${whole(result.n)} answers tell as much as ${whole(result.effective)} of different customers.`, { id: 'survey-how-effective' }) : nothing}
        </li>
        <li>${msg('Differences: the intervals of both sides put together, with their correlation where customers are on both (Zou & Donner 2008). All comparisons of this panel share Holm’s correction (1979): the chance that any of them is called clear by accident is 5% at most. Below ten answers or ten customers there is no interval and no comparison.', { id: 'survey-how-difference' })}</li>
        <li>
          ${msg(str`To know the score to ±5 points, answers that spread like these take ${whole(needed.answers)} different customers: 1.96² · ${decimal(needed.variance, 3)} ÷ 0.05².`, { id: 'survey-how-needed' })}
        </li>
        ${nps ? html`<li>${msg('Net Promoter, NPS and Net Promoter Score are marks of Bain & Company, NICE Satmetrix and F. Reichheld.', { id: 'survey-marks' })}</li>` : nothing}
        ${scale.measure === 'ces_low' ? html`<li>${msg('CES 2010: “How much effort did you personally have to put forth to handle your request?”, from 1 (very low) to 5 (very high); Dixon, Freeman & Toman 2010.', { id: 'survey-how-ces-2010' })}</li>` : nothing}
      </ul>
    </details>`;
  }
}
