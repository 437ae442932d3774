// <lw-referrals-panel>: which share of referrals comes from promoters, how many each group of customers makes, and what referred customers bring beside the others. In: an
// engine, settings, a file of answers and how it is read, if there is one; the core is asked.
import { type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { Asked } from '../asked';
import '../charts/interval-chart';
import { notes } from '../controls/said';
import { ranged } from '../controls/tables';
import type { Engine } from '../engine';
import { foreign } from '../foreign';
import { decimal, duration, money, percent, signed, whole } from '../format';
import type { ReferralGroup, ReferralsAnswer, ReferralsByAnswer, ReferredAge, Settings, SurveyReading } from '../protocol';
import { LargeElement, ui } from '../ui';
import { restsOn } from './numbers';
import { isProfit, profitSettings } from './profit-words';
import { groupName } from './score-changes-words';

const share = (value: number): string => percent(value, 1);
const rate = (value: number): string => decimal(value, 3);
const nameOf = ({ group }: ReferralGroup): string => (group === 'no_answer' ? msg('Had not answered', { id: 'referrals-no-answer' }) : groupName(group));

@customElement('lw-referrals-panel')
export class ReferralsPanel extends LargeElement {
  static override styles = [
    ui,
    css`
      thead th {
        vertical-align: bottom;
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) settings!: Settings;
  /** Null: no file has answers. */
  @property({ attribute: false }) file: number | null = null;
  @property({ attribute: false }) reading: SurveyReading = {};
  readonly #asked = new Asked(this, 'referrals');

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('engine') || changed.has('file')) this.#asked.answer = null; // another file
    const survey = this.file === null ? {} : { file: this.file, ...this.reading };
    void this.#asked.ask(this.engine, { ...profitSettings(this.settings), observation_end: this.settings.observation_end, ...survey });
  }

  override render() {
    const { answer } = this.#asked;
    if (!answer || (answer.file === null && answer.column === null)) return nothing;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('Referrals: who recommends you', { id: 'referrals-title' })}</h2>
      ${answer.column === null ? nothing : this.#whom(answer, answer.column)} ${answer.by_answer ? this.#answers(answer.by_answer) : nothing}
      ${answer.worth ? this.#worth(answer, answer.worth) : nothing} ${answer.column === null ? nothing : this.#how(answer.by_answer)} ${notes(answer.caveats)}
    </section>`;
  }

  #whom({ customers, referrals, known }: ReferralsAnswer, column: string) {
    return html`<p>
      ${customers
        ? msg(str`The column “${foreign(column)}” says of ${whole(referrals)} of ${whole(customers)} customers who recommended you to them. ${whole(known)} of these were recommended by somebody your files know.`, { id: 'referrals-whom' })
        : msg(str`The column “${foreign(column)}” says of ${whole(referrals)} customers who recommended you to them. ${whole(known)} of these were recommended by somebody your files know.`, { id: 'referrals-whom-alone' })}
    </p>`;
  }

  #answers(by: ReferralsByAnswer) {
    const title = msg('Referrals by what was answered before', { id: 'referrals-by-answer' });
    const rows = by.groups.flatMap((group) => (group.rate && group.rate.low !== null && group.rate.high !== null ? [{ name: nameOf(group), value: group.rate.value, low: group.rate.low, high: group.rate.high, best: true }] : []));
    return html`<h3>${title}</h3>
      ${this.#share(by)}
      ${rows.length > 1
        ? html`<lw-interval-chart
            .label=${msg('Referrals a customer and year by group, with 95% intervals; the table has the numbers', { id: 'referrals-alt' })}
            .x=${msg('referrals a customer and year', { id: 'referrals-x' })}
            .rows=${rows}
          ></lw-interval-chart>`
        : nothing}
      <div class="scroll figures" tabindex="0" role="region" aria-label=${title}>
        <table data-parts="rows">
          <thead>
            <tr>
              <th scope="col">${msg('Last answer before', { id: 'referrals-group' })}</th>
              <th scope="col" class="end">${msg('Referrals (n)', { id: 'referrals-n' })}</th>
              <th scope="col" class="end">${msg('By so many customers', { id: 'referrals-referrers' })}</th>
              <th scope="col" class="end">${msg('Customers in the group (n)', { id: 'referrals-customers' })}</th>
              <th scope="col" class="end">${msg('Their years together', { id: 'referrals-years' })}</th>
              <th scope="col" class="end">${msg('Referrals a customer and year', { id: 'referrals-rate' })}</th>
            </tr>
          </thead>
          <tbody>
            ${by.groups.map(
              (group) => html`<tr data-n=${Math.max(group.customers, group.referrers)}>
                <th scope="row">${nameOf(group)}</th>
                <td class="end">${whole(group.referrals)}</td>
                <td class="end">${whole(group.referrers)}</td>
                <td class="end">${whole(group.customers)}</td>
                <td class="end">${decimal(group.years, 1)}</td>
                <td class="end">
                  ${group.rate ? ranged(group.rate, rate) : html`<span class="muted">${msg('too few', { id: 'after-too-few' })}</span>`}
                  ${group.rate && group.rate.low === null ? html`<div class="muted">${msg('no interval: too few recommend', { id: 'referrals-no-interval' })}</div>` : nothing}
                </td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  /** The best group's share, and what is told of it. */
  #share({ share: own, claim, referrers, groups }: ReferralsByAnswer) {
    if (!own) return nothing;
    const best = nameOf(groups[groups.length - 2]!);
    const told = claim ? percent(claim.value) : '';
    const sides = {
      below: () => msg(str`Yours is lower than ${told}.`, { id: 'referrals-below' }),
      alike: () => msg(str`Your data do not speak against ${told}, nor do they prove it: the interval contains it.`, { id: 'referrals-alike' }),
      above: () => msg(str`Yours is higher than ${told}.`, { id: 'referrals-above' }),
    };
    return html`<p>
        <strong>${best}: ${msg(str`${share(own.value)} of the referrals by customers who had answered`, { id: 'referrals-share' })}</strong>
        (${restsOn(own, share)}; ${msg(str`by ${whole(referrers)} customers`, { id: 'referrals-by' })}).
      </p>
      ${claim
        ? html`<p>
            <strong>${msg('Hypothesis:', { id: 'referrals-hypothesis' })}</strong> ${msg(str`it is often told that ${told} of referrals come from promoters (Reichheld 2006).`, { id: 'referrals-claim' })}
            ${claim.own_is ? sides[claim.own_is]() : msg('Your data are too few to say.', { id: 'referrals-open' })}
          </p>`
        : nothing}`;
  }

  #worth(answer: ReferralsAnswer, ages: ReferredAge[]) {
    const known = ages.filter(({ of_referred, of_others }) => of_referred && of_others);
    const title = msg('What referred customers bring', { id: 'referrals-worth' });
    if (!known.length)
      return html`<h3>${title}</h3>
        <p>${msg(str`It cannot be said yet: it takes ten customers who were referred, and ten others who joined since, whose first purchase is ${duration(ages[0]!.age, 'months')} ago.`, { id: 'referrals-young' })}</p>`;
    const cash = (minor: number): string => money(minor, answer.currency, answer.minor_digits);
    const profit = isProfit({ margin: answer.margin ?? 1, costs: answer.costs });
    return html`<h3>${title}</h3>
      <p class="small muted">
        ${profit ? msg('Value is profit per customer up to that age.', { id: 'channels-profit' }) : msg('Value is revenue per customer up to that age, as no margin is taken off.', { id: 'channels-revenue' })}
        ${msg('The others are all who joined since the first referred one. “Adjusted” compares customers of the same months.', { id: 'referrals-worth-why' })}
      </p>
      <div class="scroll figures" tabindex="0" role="region" aria-label=${title}>
        <table>
          <thead>
            <tr>
              <th scope="col">${msg('Time since the first purchase', { id: 'channels-age' })}</th>
              <th scope="col" class="end">${msg('Referred', { id: 'referrals-referred' })}</th>
              <th scope="col" class="end">n</th>
              <th scope="col" class="end">${msg('The others', { id: 'referrals-others' })}</th>
              <th scope="col" class="end">n</th>
              <th scope="col" class="end">${msg('Difference', { id: 'referrals-difference' })}</th>
              <th scope="col" class="end">${msg('Difference, adjusted', { id: 'referrals-adjusted' })}</th>
            </tr>
          </thead>
          <tbody>
            ${known.map(
              (at) => html`<tr>
                <th scope="row">${duration(at.age, 'months')}</th>
                <td class="end">${ranged(at.of_referred, cash)}</td>
                <td class="end">${whole(at.referred)}</td>
                <td class="end">${ranged(at.of_others, cash)}</td>
                <td class="end">${whole(at.others)}</td>
                <td class="end">${ranged(at.difference, signed(cash))}</td>
                <td class="end">${ranged(at.adjusted, signed(cash))}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <p class="small muted">${msg('None of this says that being referred makes the difference: who has friends among your customers may be like them.', { id: 'referrals-no-cause' })}</p>`;
  }

  #how(by: ReferralsByAnswer | null) {
    return html`<details>
      <summary>${msg('How it is computed', { id: 'costs-how' })}</summary>
      <ul>
        <li>${msg('A referral: a customer whose first order, or whose row in a list of customers, names who recommended you. Names are matched with the customers of all files, as they are written there. Who names themselves is left out. Its day is that of the first purchase, else of the row.', { id: 'referrals-how-what' })}</li>
        <li>${msg('It belongs to the last answer that the recommending customer gave before that day. In the same way each day of a customer belongs to a group: from the first purchase to the first answer to those who had not answered, then to the last answer. Referrals a customer and year = referrals ÷ years of all customers in the group together.', { id: 'referrals-how-group' })}</li>
        <li>${msg('The share’s interval allows for several referrals of one customer hanging together: variance of a ratio over customers (Cochran 1977), averaged with the one as if all referrals of a customer were alike; Wilson’s interval of as many independent referrals as would have it (Korn & Graubard 1998). It takes ten referrals, and customers who tell as much as ten equal ones (Kish 1965). Rates: score interval of a Poisson count, widened where some customers recommend far more than others; none where fewer than three equal ones would tell as much.', { id: 'referrals-how-share' })}</li>
        <li>${msg('Value: mean profit (or revenue) up to an age of each customer’s own, over those who have reached it; interval by Student’s t. Adjusted: direct standardisation over months of joining (Fleiss, Levin & Paik 2003).', { id: 'referrals-how-worth' })}</li>
        ${by?.claim ? html`<li>${msg('The claim: “80% of your positive referrals come from your promoters”; Reichheld 2006, The Ultimate Question.', { id: 'referrals-how-claim' })}</li>` : nothing}
      </ul>
    </details>`;
  }
}
