// <lw-next-steps>: what one more column or file would add to what is there. In: a summary. Out: a sentence for each; nothing where all is there.
import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { eitherOf, whole } from '../format';
import type { OrderTrait, RecordsRead, Summary } from '../protocol';
import { UiElement, ui } from '../ui';
import { alikeName } from './acquisition-words';

/** Roles by which answers can be parted. */
const parting = ['channel', 'type', 'topic', 'product', 'agent', 'plan'];

/** What first orders can say of customers. */
const telling: OrderTrait[] = ['channel', 'country', 'plan', 'agent'];

const hasScores = ({ values }: RecordsRead): boolean => Boolean(values['score']?.count);

@customElement('lw-next-steps')
export class NextSteps extends UiElement {
  static override styles = [ui];

  @property({ attribute: false }) summary!: Summary;

  override render() {
    const steps = [...this.#columns(), ...this.#files()];
    if (!steps.length) return nothing;
    return html`<details class="no-print">
      <summary>${msg(str`What one more column or file would add (${whole(steps.length)})`, { id: 'next-title' })}</summary>
      <ul>
        ${steps.map(([what, then]) => html`<li><strong>${what}</strong> ${then}</li>`)}
      </ul>
      <p class="small muted">${msg('Choose a further file together with those you have, so that they are read as one.', { id: 'next-together' })}</p>
    </details>`;
  }

  #columns(): [string, string][] {
    const { records, has_orders, costs } = this.summary;
    const scored = records.filter(hasScores);
    const steps: [string, string][] = [];
    if (scored.some(({ customers }) => !customers))
      steps.push([
        msg('In the answers, a column of customers (a number or an e-mail address):', { id: 'next-answer-customers' }),
        has_orders
          ? msg('each one’s last answer, who changed from one period to the next, what they had spent before and spend afterwards, and who did not answer.', { id: 'next-answer-customers-orders' })
          : msg('each one’s last answer, and who changed from one period to the next.', { id: 'next-answer-customers-then' }),
      ]);
    if (scored.some(({ values }) => !parting.some((role) => values[role]?.count)))
      steps.push([msg('In the answers, a column of channels, products, topics or agents:', { id: 'next-answer-parts' }), msg('where the score is better or worse than chance.', { id: 'next-answer-parts-then' })]);
    if (has_orders && !costs) steps.push([msg('In the orders, a column of what they cost you:', { id: 'next-costs' }), msg('profit instead of revenue, without a margin you have to guess.', { id: 'next-costs-then' })]);
    if (has_orders) steps.push(...this.#traits());
    if (records.some(({ kind, values }) => kind === 'contacts' && !values['handle_seconds']?.count))
      steps.push([msg('In the tickets, a column of handling time:', { id: 'next-handling' }), msg('how long a contact takes, with its interval, for the calculators of service.', { id: 'next-handling-then' })]);
    return steps;
  }

  /** Columns of the orders that say something of customers. */
  #traits(): [string, string][] {
    const { traits } = this.summary;
    const missing = telling.filter((trait) => !traits.includes(trait));
    const steps: [string, string][] = [];
    if (missing.length === telling.length)
      steps.push([
        msg('In the orders, a column of the channel, the country, the plan or the representative:', { id: 'next-traits' }),
        msg('where customers come from by their first order and what they bring, compared among customers who are alike.', { id: 'next-traits-then' }),
      ]);
    else if (missing.length)
      steps.push([
        msg(str`In the orders, one more column (${eitherOf(missing.map(alikeName))}):`, { id: 'next-traits-more' }),
        msg('customers are compared by it as of their first order, or among those alike in it, and less of what parts the groups is left unexplained.', { id: 'next-traits-more-then' }),
      ]);
    if (!traits.includes('referred_by'))
      steps.push([
        msg('In the orders, a column of who recommended you to the customer (a number or an e-mail address):', { id: 'next-referred' }),
        msg('who brings others, what those are worth and, beside answers, whether it is the promoters who do.', { id: 'next-referred-then' }),
      ]);
    return steps;
  }

  #files(): [string, string][] {
    const { records, has_orders } = this.summary;
    const has = (kind: RecordsRead['kind']) => records.some((each) => each.kind === kind);
    const steps: [string, string][] = [];
    if (!has_orders && !has('subscriptions'))
      steps.push([
        msg('A file of orders or payments (customer, date, amount):', { id: 'next-orders' }),
        msg('what customers are worth, who is still with you and what is to come; of answers, whom they speak for and what those people buy; of spend, what a new customer costs.', { id: 'next-orders-then' }),
      ]);
    if (has_orders && !has('spend'))
      steps.push([msg('A file of advertising spend (day, week or month; channel; amount):', { id: 'next-spend' }), msg('what a new customer costs, by channel where the orders name one, and when that is paid back.', { id: 'next-spend-then' })]);
    if (!records.some(hasScores))
      steps.push([
        msg('A file of answers to a survey (customer, date, score):', { id: 'next-answers' }),
        msg('NPS, satisfaction or effort with its interval; who did not answer, and what customers bought after they had.', { id: 'next-answers-then' }),
      ]);
    if (has_orders && !has('contacts'))
      steps.push([
        msg('A file of tickets or calls (customer, day; topic, agent and score where there are any):', { id: 'next-contacts' }),
        msg('contacts as a cost, as a sign of who comes back, and in the days after an answer.', { id: 'next-contacts-then' }),
      ]);
    return steps;
  }
}
