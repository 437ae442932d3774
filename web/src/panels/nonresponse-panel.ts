// <lw-nonresponse-panel>: what the score of all customers would be, those who never answered among them: weighted for what the orders tell, ranges for what they do
// not, and who answers at all. In: an engine, the file's number and how its answers are read.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/interval-chart';
import '../charts/supposed-chart';
import { Asked } from '../asked';
import { notes, said } from '../controls/said';
import { asTable, ranged } from '../controls/tables';
import type { Engine } from '../engine';
import { decimal, percent, whole } from '../format';
import type { NonresponseAnswer, NonresponseMethod, NonresponseResult, SupposedScore, SurveyMeasure, SurveyReading } from '../protocol';
import { LargeElement, ui } from '../ui';
import { nonresponseHow } from './nonresponse-how';
import { apartText, apartTick, classText, methodName, reached, scoreTick } from './nonresponse-words';
import { pointsText, scoreName, scoreText } from './survey-words';
import { traitName } from './tier-words';

const estimateOf = ([, value, low, high]: SupposedScore, n: number) => ({ value, low, high, n, unit: 'points' as const });

@customElement('lw-nonresponse-panel')
export class NonresponsePanel extends LargeElement {
  static override styles = [
    ui,
    css`
      input[type='range'] {
        width: 100%;
        max-width: 30rem;
        accent-color: var(--accent);
      }
      table.narrow {
        width: auto;
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) file = 0;
  /** How a person wants the answers read. */
  @property({ attribute: false }) reading: SurveyReading = {};
  /** Place on the curve of what the others' score may be. */
  @state() private step = 16;
  readonly #asked = new Asked(this, 'nonresponse');

  override willUpdate(): void {
    void this.#asked.ask(this.engine, { file: this.file, ...this.reading });
  }

  override render() {
    const { answer } = this.#asked;
    if (!answer?.scale || !answer.answered || answer.file !== this.file) return nothing; // the survey's own panel says why
    const { customers, answered, result, caveats, scale } = answer;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('Those who did not answer', { id: 'nonresponse-title' })}</h2>
      <p>
        ${msg(str`${whole(answered)} of ${whole(customers)} customers with a purchase answered. What would the score be if all had?`, { id: 'nonresponse-lead' })}
        ${msg('Orders tell a part of it: they show who is missing. The other part nobody can know, but only suppose.', { id: 'nonresponse-two-parts' })}
      </p>
      ${notes(caveats)} ${result ? html`${this.#corrected(answer, scale.measure, result)} ${this.#bounds(scale.measure, result)} ${this.#lukewarm(scale.measure, result)} ${this.#rates(answer, result)} ${nonresponseHow(answer, result)}` : nothing}
    </section>`;
  }

  // ------------------------------------------------------------------ what the orders tell

  #corrected(answer: NonresponseAnswer, measure: SurveyMeasure, { plain, methods, cells }: NonresponseResult) {
    const plainName = msg('As answered', { id: 'nonresponse-plain' });
    const rows = [{ name: plainName, estimate: plain, best: false }, ...methods.map(({ method, score }) => ({ name: methodName(method), estimate: score, best: true }))].flatMap(({ name, estimate, best }) =>
      estimate && estimate.low !== null && estimate.high !== null ? [{ name, value: estimate.value, low: estimate.low, high: estimate.high, best }] : [],
    );
    return html`<h3>${msg('Corrected for what the orders tell', { id: 'nonresponse-corrected' })}</h3>
      <p>${this.#verdict(measure, methods)}</p>
      <lw-interval-chart
        .label=${msg(str`${scoreName(measure)} as answered and corrected in three ways, with 95% intervals; the table has the numbers`, { id: 'nonresponse-alt' })}
        .x=${measure === 'nps' ? msg('NPS, points', { id: 'survey-nps-points' }) : scoreName(measure)}
        .shares=${measure !== 'nps'}
        .rows=${rows}
      ></lw-interval-chart>
      <div class="scroll" tabindex="0" role="region" aria-label=${msg('As answered and corrected', { id: 'nonresponse-table' })}>
        <table class="narrow">
          <thead>
            <tr>
              <th scope="col">${msg('Way', { id: 'nonresponse-way' })}</th>
              <th scope="col" class="end">${scoreName(measure)}</th>
              <th scope="col" class="end">${msg('Difference, points', { id: 'nonresponse-difference' })}</th>
              <th scope="col" class="end">${msg('Clear?', { id: 'differences-clear' })}</th>
              <th scope="col" class="end">${msg('Customers (n)', { id: 'nonresponse-n' })}</th>
              <th scope="col" class="end">${msg('Worth as many', { id: 'nonresponse-effective' })}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">${plainName}</th>
              <td class="end">${ranged(plain, scoreText(measure))}</td>
              <td class="end">–</td>
              <td class="end">–</td>
              <td class="end">${whole(plain.n)}</td>
              <td class="end">${whole(plain.n)}</td>
            </tr>
            ${methods.map((method) => this.#methodRow(measure, method))}
          </tbody>
        </table>
      </div>
      <p class="small muted">
        ${msg('“Worth as many”: weights cost precision. So many answers of equal weight would tell about as much.', { id: 'nonresponse-effective-why' })}
        ${cells.few ? msg(str`Groups of like value and tenure with fewer than five answers were joined with the nearest: ${whole(cells.few)}; groups in use: ${whole(cells.used)}.`, { id: 'nonresponse-joined' }) : nothing}
        ${answer.answered_without_orders ? msg(str`Who answered and has no purchase in the file does not count here (customers: ${whole(answer.answered_without_orders)}).`, { id: 'nonresponse-strangers' }) : nothing}
        ${answer.answers_of_nobody ? msg(str`Answers that name no customer do not count here (answers: ${whole(answer.answers_of_nobody)}).`, { id: 'nonresponse-nobody' }) : nothing}
      </p>
      <p>
        <strong>${msg('Weights repair only what shows in the orders.', { id: 'nonresponse-only' })}</strong>
        ${msg('If people answer because they are delighted or angry, no weight can see it. The two suppositions below show what that would do.', { id: 'nonresponse-only-why' })}
      </p>`;
  }

  #methodRow(measure: SurveyMeasure, { method, score, difference, clear, effective, trimmed, reason }: NonresponseMethod) {
    const name = html`<th scope="row">${methodName(method)}${trimmed ? html`<div class="muted small">${msg(str`weights cut off: ${whole(trimmed)}`, { id: 'nonresponse-trimmed' })}</div>` : nothing}</th>`;
    if (!score) return html`<tr>${name}<td colspan="5">${reason ? said(reason) : nothing}</td></tr>`;
    return html`<tr>
      ${name}
      <td class="end">${ranged(score, scoreText(measure))}</td>
      <td class="end">${ranged(difference, apartText(measure))}</td>
      <td class="end">${clear ? msg('yes', { id: 'differences-yes' }) : msg('no', { id: 'differences-no' })}</td>
      <td class="end">${whole(score.n)}</td>
      <td class="end">${effective === null ? '–' : whole(effective)}</td>
    </tr>`;
  }

  #verdict(measure: SurveyMeasure, methods: NonresponseMethod[]) {
    const found = methods.filter(({ score }) => score);
    const clear = found.filter(({ clear: isClear }) => isClear);
    if (!clear.length)
      return msg('Those who answered are weighted so that together they look like all customers. The score does not clearly change: what the orders tell of who is missing makes no difference beyond chance.', { id: 'nonresponse-alike' });
    const apart = clear.map(({ difference }) => difference!.value);
    const [least, most] = [Math.min(...apart), Math.max(...apart)];
    const text = apartText(measure);
    const range = text(least) === text(most) ? text(least) : msg(str`${text(least)} to ${text(most)}`, { id: 'survey-from-to' });
    return msg(str`Those who answered are weighted so that together they look like all customers. The score then moves by ${range} points, clearly more than chance: customers of one kind answer more often, and they say something else.`, { id: 'nonresponse-moves' });
  }

  // ------------------------------------------------------------------ what nobody can know

  #bounds(measure: SurveyMeasure, { plain, bounds: { lowest, highest, turns_at, turn, curve } }: NonresponseResult) {
    const at = curve[this.step]!;
    const text = scoreText(measure);
    const name = msg('If those who did not answer score higher or lower by so many points', { id: 'nonresponse-slider' });
    const chosen = apartText(measure)(at[0]);
    return html`<h3>${msg('If the others would say something else', { id: 'nonresponse-others' })}</h3>
      <label class="no-print">
        ${name}: <strong>${chosen}</strong>
        <input
          type="range"
          name="apart"
          min="0"
          max=${curve.length - 1}
          step="1"
          .value=${String(this.step)}
          aria-valuetext=${chosen}
          @input=${(event: Event) => (this.step = Number((event.target as HTMLInputElement).value))}
        />
      </label>
      <p role="status">
        ${msg(str`If theirs lies ${chosen} points from those who answered, the score of all customers is ${reached(estimateOf(at, plain.n), measure)}.`, { id: 'nonresponse-if-others' })}
      </p>
      <lw-supposed-chart
        .label=${msg(str`${scoreName(measure)} of all customers over how far the others lie apart, with 95% intervals; the table has the numbers`, { id: 'nonresponse-bounds-alt' })}
        .x=${msg('those who did not answer, points apart', { id: 'nonresponse-apart' })}
        .points=${curve}
        .at=${at}
        .xText=${apartTick(measure)}
        .yText=${scoreTick(measure)}
      ></lw-supposed-chart>
      ${asTable(name, supposedTable(measure, msg('Points apart', { id: 'nonresponse-points-apart' }), apartText(measure), everySecond(curve), plain.n))}
      <p>
        ${turn
          ? msg(str`For all customers to come to ${text(turns_at)}, the others would have to score ${text(turn.others)}: ${apartText(measure)(turn.apart)} points from those who answered.`, { id: 'nonresponse-turn' })
          : msg(str`Nothing that the others say can bring the score to ${text(turns_at)}.`, { id: 'nonresponse-no-turn' })}
        ${msg(str`Whatever they say, it lies between ${text(lowest.value)} and ${text(highest.value)}: so much if all of them gave the answer at the one end, or at the other.`, { id: 'nonresponse-ends' })}
      </p>`;
  }

  #lukewarm(measure: SurveyMeasure, { plain, lukewarm }: NonresponseResult) {
    if (!lukewarm) return nothing;
    const { from, to, answers, least, curve } = lukewarm;
    const points = pointsText(from, to);
    const half = curve.find(([k]) => k < 0.5001 && k > 0.4999) ?? null;
    const name = msg('How likely the lukewarm answer, next to the others', { id: 'nonresponse-lukewarm-x' });
    const ratio = (k: number) => percent(k);
    return html`<h3>${msg('If the lukewarm do not bother to answer', { id: 'nonresponse-lukewarm' })}</h3>
      <p>
        ${from < 0 || (from === 0 && to === 0)
          ? msg(str`People without strong feelings may not take the time. Suppose that passives (${whole(answers)} answers) answer less often than the others.`, { id: 'nonresponse-lukewarm-passives' })
          : msg(str`People without strong feelings may not take the time. Suppose that those who would say ${points} (${whole(answers)} answers) answer less often than the others.`, { id: 'nonresponse-lukewarm-points' })}
        ${half ? msg(str`If they are half as likely to answer, each stands for two, and the score of all is ${reached(estimateOf(half, plain.n), measure)}.`, { id: 'nonresponse-half' }) : nothing}
      </p>
      ${curve.length > 1
        ? html`<lw-supposed-chart
              .label=${msg(str`${scoreName(measure)} of all customers over how likely the lukewarm answer, with 95% intervals; the table has the numbers`, { id: 'nonresponse-lukewarm-alt' })}
              .x=${msg('chance to answer, of the others’', { id: 'nonresponse-k' })}
              .points=${curve}
              .at=${half}
              .xText=${ratio}
              .yText=${scoreTick(measure)}
            ></lw-supposed-chart>
            ${asTable(name, supposedTable(measure, name, ratio, everySecond(curve), plain.n))}`
        : nothing}
      ${least > 0.1 ? html`<p class="small muted">${msg(str`Below ${percent(least, 1)} there would be more customers than there are.`, { id: 'nonresponse-least' })}</p>` : nothing}`;
  }

  // ------------------------------------------------------------------ who answers

  #rates(answer: NonresponseAnswer, { rate, classes }: NonresponseResult) {
    const shown = classes.filter(({ classes: own }) => own.length > 1);
    if (!shown.length) return nothing;
    const text = (share: number) => percent(share, 1);
    return html`<h3>${msg('Who answers', { id: 'nonresponse-rates' })}</h3>
      <div class="scroll" tabindex="0" role="region" aria-label=${msg('Who answers', { id: 'nonresponse-rates' })}>
        <table class="narrow" data-parts="rows">
          <thead>
            <tr>
              <th scope="col">${msg('Customers with', { id: 'nonresponse-class' })}</th>
              <th scope="col" class="end">${msg('Customers (n)', { id: 'nonresponse-n' })}</th>
              <th scope="col" class="end">${msg('Answered', { id: 'survey-answered' })}</th>
              <th scope="col" class="end">${msg('Share', { id: 'survey-share' })}</th>
            </tr>
          </thead>
          ${shown.map(
            ({ name, classes: own }) => html`<tbody>
              <tr>
                <th scope="rowgroup" colspan="4">${traitName(name)}</th>
              </tr>
              ${own.map(
                (each) => html`<tr data-n=${each.customers}>
                  <th scope="row">${classText(name, each, answer)}</th>
                  <td class="end">${whole(each.customers)}</td>
                  <td class="end">${whole(each.answered)}</td>
                  <td class="end">${ranged(each.share, text)}</td>
                </tr>`,
              )}
            </tbody>`,
          )}
          <tbody>
            <tr>
              <th scope="row">${msg('All customers', { id: 'nonresponse-all' })}</th>
              <td class="end">${whole(answer.customers)}</td>
              <td class="end">${whole(answer.answered)}</td>
              <td class="end">${ranged(rate, text)}</td>
            </tr>
          </tbody>
        </table>
      </div>
      <p class="small muted">${msg('Who was asked is not known: who has been here longer had more time to be asked.', { id: 'nonresponse-asked' })}</p>`;
  }
}

/** Enough for a table; the ends and the middle stay. */
const everySecond = (curve: SupposedScore[]): SupposedScore[] => curve.filter((_, place) => place % 2 === 0);

function supposedTable(measure: SurveyMeasure, name: string, text: (value: number) => string, curve: SupposedScore[], n: number) {
  return html`<table class="narrow">
    <thead>
      <tr>
        <th scope="col" class="end">${name}</th>
        <th scope="col" class="end">${msg(str`${scoreName(measure)} of all (n\u00a0=\u00a0${decimal(n, 0)})`, { id: 'nonresponse-of-all' })}</th>
      </tr>
    </thead>
    <tbody>
      ${curve.map(
        (point) => html`<tr>
          <th scope="row" class="end">${text(point[0])}</th>
          <td class="end">${ranged(estimateOf(point, n), scoreText(measure))}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}
