// <lw-acquisition-channels>: what customers of each channel cost and bring, which channels differ, and which names of orders and spend belong together. In: the core's
// answer where orders name channels, and the names a person has put together; without spend, where customers come from and what they bring. Out: "same", when the person puts others together; "alike", when customers are to be compared by something else, or adjusted for it.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/interval-chart';
import { ranged } from '../controls/tables';
import { settledChoice } from '../controls/settled-choice';
import { foreign } from '../foreign';
import { day, decimal, duration, major, money, percent, whole } from '../format';
import type { AlikeIn, ByChannel, ChannelAge, ChannelOfCustomers, CountedAcquisition, Side, SpendAnswer, ValuedCustomers } from '../protocol';
import { LargeElement, ui } from '../ui';
import { type AlikeChoice, adjustedOf, adjustedWhy, alikeControls } from './acquisition-alike';
import { channelHow } from './acquisition-channels-how';
import { origins, partName } from './acquisition-origins';
import { alikeName, channelName } from './acquisition-words';
import { isProfit } from './profit-words';

/** Below these nothing is said of a channel. */
const fewest = 10;
/** What the list of the spend's names says besides them. */
const [byName, noSpend] = ['=', '-'];

const ratio = (value: number): string => decimal(value, 2);
const times = (value: number): string => `×\u00a0${decimal(value, 2)}`;

const sideName = (side: Side): string => {
  switch (side) {
    case 'lower':
      return msg('lower', { id: 'cac-lower' });
    case 'alike':
      return msg('not clearly different', { id: 'cac-alike' });
    case 'higher':
      return msg('higher', { id: 'cac-higher' });
  }
};

@customElement('lw-acquisition-channels')
export class AcquisitionChannels extends LargeElement {
  static override styles = [
    ui,
    css`
      thead th {
        vertical-align: bottom;
      }
      td.words {
        min-width: 9rem;
      }
      td.words .small {
        max-width: 17rem;
        white-space: normal;
      }
      .clear {
        font-weight: 600;
      }
      .pairs {
        --field: 14rem;
      }
      .alike {
        column-gap: var(--space-4);
        row-gap: var(--space-1);
      }
    `,
  ];

  @property({ attribute: false }) answer!: SpendAnswer & (CountedAcquisition | ValuedCustomers);
  @property({ attribute: false }) same: Record<string, string> = {};
  @property({ attribute: false }) adjustFor: AlikeIn[] = ['joined'];
  @state() private age: number | null = null;

  #cash = (minor: number): string => money(minor, this.answer.currency, this.answer.minor_digits);

  override render() {
    const by = this.answer.by_channel;
    if (!by) return nothing;
    const controls = alikeControls(by, this.adjustFor, (detail) => this.dispatchEvent(new CustomEvent<Partial<AlikeChoice>>('alike', { detail })));
    if (!this.#paid(by))
      return html`<div class="stack">
        <h3>${msg(str`By ${alikeName(by.compare_by)}`, { id: 'alike-title' })}</h3>
        <p>
          ${msg(str`Each customer counts for what the first order says in the column “${foreign(by.column)}”. These are differences between groups of customers, not what makes them: who they are, and when they came, is part of them.`, { id: 'alike-lead' })}
        </p>
        ${this.answer.rows ? nothing : origins(by)} ${controls} ${this.#values(by)} ${channelHow(by, false)}
      </div>`;
    return html`<div class="stack">
      <h3>${msg('By the channel customers came by', { id: 'channels-title' })}</h3>
      <p>
        ${msg(str`Each customer counts for the channel that the first order names in the column “${foreign(by.column)}”. These are differences between groups of customers, not what a channel does: whom it reaches, and when, is part of them.`, { id: 'channels-lead' })}
      </p>
      ${this.#picture(by)}
      <div class="scroll figures" tabindex="0" role="region" aria-label=${msg('Cost of a new customer by channel', { id: 'channels-costs' })}>${this.#costs(by)}</div>
      ${controls} ${this.#values(by)} ${this.#names(by)} ${channelHow(by, true)}
    </div>`;
  }

  /** Whether its parts have a cost: nothing is spent on countries, plans and representatives. */
  #paid({ compare_by }: ByChannel): boolean {
    return compare_by === 'channel' && this.answer.rows > 0;
  }

  // ------------------------------------------------------------------ cost

  #picture({ channels }: ByChannel) {
    const { currency, minor_digits } = this.answer;
    const rows = channels.flatMap(({ name, cac }) => {
      if (!cac || cac.low === null || cac.high === null) return [];
      const [value, low, high] = [cac.value, cac.low, cac.high].map((minor) => major(minor, minor_digits)) as [number, number, number];
      return [{ name: channelName(name), value, low, high, best: true }];
    });
    if (rows.length < 2) return nothing;
    return html`<lw-interval-chart
      .label=${msg('Cost of a new customer by channel with 95% intervals; the table has the numbers', { id: 'channels-alt' })}
      .x=${currency ? msg(str`cost of a new customer, ${currency}`, { id: 'channels-x' }) : msg('cost of a new customer', { id: 'cac-outside-cac-name' })}
      .rows=${rows}
    ></lw-interval-chart>`;
  }

  #costs(by: ByChannel) {
    const { channels, all, unknown, further } = by;
    return html`<table data-parts="rows">
      <thead>
        <tr>
          <th scope="col">${msg('Channel', { id: 'spend-channel' })}</th>
          <th scope="col" class="end">${msg('New customers (n)', { id: 'cac-customers' })}</th>
          <th scope="col" class="end">${msg('Share of all', { id: 'channels-share' })}</th>
          <th scope="col" class="end">${msg('Spend', { id: 'spend' })}</th>
          <th scope="col" class="end">${msg('Cost of each', { id: 'cac-each' })}</th>
          <th scope="col">${msg('Against the other channels with spend', { id: 'channels-cost-against' })}</th>
        </tr>
      </thead>
      <tbody>
        ${channels.map(
          (channel) => html`<tr data-n=${channel.customers}>
            <th scope="row">${channelName(channel.name)}${this.#days(channel, all)}</th>
            <td class="end">${whole(channel.customers)}</td>
            <td class="end">${channel.joined ? ranged(channel.share, (share) => percent(share, 1)) : '–'}</td>
            <td class="end">${channel.in_spend === null ? '–' : this.#cash(channel.spend)}</td>
            ${channel.cac ? html`<td class="end">${ranged(channel.cac, this.#cash)}</td>` : html`<td class="end muted">${this.#without(channel)}</td>`}
            <td class="words">${this.#against(channel.against_others.cac, channel.against_others.cac_is, times)}</td>
          </tr>`,
        )}
        ${further
          ? html`<tr data-n=${further.customers}>
              <th scope="row">${msg(str`${whole(further.channels)} further channels`, { id: 'spend-further' })}</th>
              <td class="end">${whole(further.customers)}</td>
              <td colspan="4"></td>
            </tr>`
          : nothing}
        ${unknown
          ? html`<tr data-n=${unknown}>
              <th scope="row">${msg('no channel named', { id: 'cac-no-channel' })}</th>
              <td class="end">${whole(unknown)}</td>
              <td class="end">${percent(unknown / by.customers, 1)}</td>
              <td colspan="3"></td>
            </tr>`
          : nothing}
        <tr>
          <th scope="row">${msg('All, blended', { id: 'channels-all' })}</th>
          <td class="end">${whole(all.customers)}</td>
          <td></td>
          <td class="end">${this.#cash(all.spend)}</td>
          <td class="end">${ranged(all.cac, this.#cash)}</td>
          <td></td>
        </tr>
      </tbody>
    </table>`;
  }

  /** Where its own spend is of fewer days than all spend. */
  #days({ first_day, last_day, in_spend }: ChannelOfCustomers, all: ByChannel['all']) {
    if (in_spend === null || (first_day === all.first_day && last_day === all.last_day)) return nothing;
    return html`<div class="small muted">${day(first_day)} – ${day(last_day)}</div>`;
  }

  /** Why a channel has no cost. */
  #without({ in_spend, in_orders, customers, spend }: ChannelOfCustomers): string {
    if (in_spend === null || spend <= 0) return msg('no spend to find customers', { id: 'channels-no-spend' });
    if (!in_orders.length) return msg('no customer came by it', { id: 'channels-nobody' });
    return customers < fewest ? msg(str`too few (under ${whole(fewest)})`, { id: 'channels-few' }) : '–';
  }

  #against(estimate: Parameters<typeof ranged>[0], side: Side | null, text: (value: number) => string) {
    if (!estimate || side === null) return html`<span class="muted">–</span>`;
    return html`<span class=${side === 'alike' ? '' : 'clear'}>${sideName(side)}</span>: ${ranged(estimate, text)}`;
  }

  // ------------------------------------------------------------------ value

  #values(by: ByChannel) {
    const known = by.ages.filter((_, at) => by.channels.some(({ ages }) => ages[at]!.value));
    if (!known.length || by.compared_age === null) {
      return html`<p>${msg(str`What they bring cannot be said yet: no two of them have ${whole(fewest)} customers whose first purchase is ${duration(by.ages[0]!, 'months')} ago.`, { id: 'channels-young' })}</p>`;
    }
    const age = this.age !== null && known.includes(this.age) ? this.age : by.compared_age;
    const at = by.ages.indexOf(age);
    const profit = isProfit(this.answer);
    const compared = age === by.compared_age;
    const paid = this.#paid(by);
    return html`<h4>${paid ? msg('What they bring, and value ÷ cost', { id: 'channels-values-title' }) : msg('What they bring', { id: 'alike-values-title' })}</h4>
      ${known.length > 1
        ? html`<div class="fields no-print">
            ${settledChoice(msg('Time since the first purchase', { id: 'channels-age' }), String(age), known.map((each) => [String(each), duration(each, 'months')] as const), (value) => (this.age = Number(value)), 'age')}
          </div>`
        : nothing}
      <p class="small muted">
        ${profit ? msg('Value is profit per customer up to that age.', { id: 'channels-profit' }) : msg('Value is revenue per customer up to that age, as no margin is taken off.', { id: 'channels-revenue' })}
        ${adjustedWhy(by)} ${compared ? nothing : msg(str`They are compared at ${duration(by.compared_age, 'months')}.`, { id: 'channels-compared-at' })}
      </p>
      <div class="scroll figures" tabindex="0" role="region" aria-label=${paid ? msg('Value by channel', { id: 'channels-values' }) : msg(str`Value by ${alikeName(by.compare_by)}`, { id: 'alike-values' })}>
        <table data-parts="rows">
          <thead>
            <tr>
              <th scope="col">${partName(by)}</th>
              <th scope="col" class="end">${msg('Customers (n)', { id: 'payback-customers' })}</th>
              <th scope="col" class="end">${msg('Value of each', { id: 'channels-value' })}</th>
              <th scope="col" class="end">${msg('Adjusted', { id: 'channels-adjusted' })}</th>
              ${compared ? html`<th scope="col">${msg('Against all others, adjusted', { id: 'channels-value-against' })}</th>` : nothing}
              ${paid
                ? html`<th scope="col" class="end">${msg('Value ÷ cost', { id: 'channels-ratio' })}</th>
                    <th scope="col" class="end">${msg('Adjusted', { id: 'channels-adjusted' })}</th>`
                : nothing}
            </tr>
          </thead>
          <tbody>
            ${by.channels.filter(({ in_orders }) => in_orders.length).map((channel) => this.#value(by, channel, channel.ages[at]!, compared))} ${this.#all(by, by.all.ages[at]!, compared)}
          </tbody>
        </table>
      </div>`;
  }

  #value(by: ByChannel, channel: ChannelOfCustomers, age: ChannelAge, compared: boolean) {
    const { currency, minor_digits } = this.answer;
    const { name, against_others } = channel;
    const { value, adjusted, value_is } = against_others;
    return html`<tr data-n=${age.customers}>
      <th scope="row">${channelName(name)}</th>
      <td class="end">${whole(age.customers)}</td>
      ${age.value ? html`<td class="end">${ranged(age.value, this.#cash)}</td>` : html`<td class="end muted">${msg(str`too few (under ${whole(fewest)})`, { id: 'channels-few' })}</td>`}
      <td class="end">${ranged(age.adjusted, this.#cash)}</td>
      ${compared
        ? html`<td class="words">
            ${this.#against(adjusted ?? value, value_is, (minor) => `${minor > 0 ? '+' : ''}${this.#cash(minor)}`)}
            ${adjustedOf(channel, by, currency, minor_digits)}
          </td>`
        : nothing}
      ${this.#paid(by)
        ? html`<td class="end">${ranged(age.ratio, ratio)}</td>
            <td class="end">${ranged(age.adjusted_ratio, ratio)}</td>`
        : nothing}
    </tr>`;
  }

  #all(by: ByChannel, age: ChannelAge, compared: boolean) {
    return html`<tr>
      <th scope="row">${this.#paid(by) ? msg('All, blended', { id: 'channels-all' }) : msg('All', { id: 'alike-all' })}</th>
      <td class="end">${whole(age.customers)}</td>
      <td class="end">${ranged(age.value, this.#cash)}</td>
      <td></td>
      ${compared ? html`<td></td>` : nothing}
      ${this.#paid(by)
        ? html`<td class="end">${ranged(age.ratio, ratio)}</td>
            <td></td>`
        : nothing}
    </tr>`;
  }

  // ------------------------------------------------------------------ names

  #names({ channels, spend_names }: ByChannel) {
    const apart = channels.filter(({ in_orders, in_spend }) => !in_orders.length || in_spend === null);
    const only = (of: ChannelOfCustomers[]): string => of.map(({ name }) => channelName(name)).join(', ');
    const [unpaid, unused] = [apart.filter(({ in_spend }) => in_spend === null), apart.filter(({ in_orders }) => !in_orders.length)];
    return html`<details>
      <summary>${msg('Which names belong together', { id: 'channels-names' })}</summary>
      <p>${msg('Names of orders and spend are the same where letters and digits are. Say here what else is: orders may say “google” for what the spend calls “Google Ads”.', { id: 'channels-names-why' })}</p>
      ${unpaid.length ? html`<p>${msg(str`Customers without spend: ${only(unpaid)}.`, { id: 'channels-unpaid' })}</p>` : nothing}
      ${unused.length ? html`<p>${msg(str`Spend without customers: ${only(unused)}.`, { id: 'channels-unused' })}</p>` : nothing}
      <div class="fields pairs" role="group" aria-label=${msg('Which names belong together', { id: 'channels-names' })}>
        ${channels.flatMap(({ in_orders, in_spend }) => in_orders.map((name) => this.#pair(name, in_spend, spend_names)))}
      </div>
    </details>`;
  }

  #pair(name: string, inSpend: string | null, spendNames: string[]) {
    const own = this.same[name];
    // Places in the list stand for names: a channel may be called anything.
    const places = spendNames.map((each, at) => [String(at), foreign(each)] as const);
    const byNames = own === undefined && inSpend !== null ? msg(str`${channelName(inSpend)} (same name)`, { id: 'channels-by-name' }) : msg('as the names say', { id: 'channels-as-named' });
    const value = own === undefined ? byName : own === '' ? noSpend : String(spendNames.indexOf(own));
    return settledChoice(
      msg(str`Orders: ${foreign(name)}`, { id: 'channels-pair' }),
      value,
      [[byName, byNames], [noSpend, msg('no spend', { id: 'channels-pair-none' })], ...places],
      (chosen) => this.#choose(name, chosen === byName ? undefined : chosen === noSpend ? '' : spendNames[Number(chosen)]!),
    );
  }

  #choose(name: string, spend: string | undefined): void {
    const { [name]: _, ...others } = this.same;
    this.dispatchEvent(new CustomEvent('same', { detail: spend === undefined ? others : { ...others, [name]: spend } }));
  }
}
