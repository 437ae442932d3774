// <lw-tiers-panel>: who exceeds the value a person sets forth ("with us for three years and above the average"), what share of the value they hold, who is
// just under it, how they differ from the others, and both groups as lists. In: an engine and settings; the rule is kept here and the core is asked.
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/tier-chart';
import { Asked } from '../asked';
import { notes } from '../controls/said';
import { asTable } from '../controls/tables';
import { type Engine, isAbort } from '../engine';
import { csvForm, saveCsv } from '../export';
import { money, percent, whole } from '../format';
import type { Settings, TierName, TierRule, TiersFound, TiersRequest } from '../protocol';
import { LargeElement, numberList, ui } from '../ui';
import { howComputed } from './how-computed';
import { restsOn } from './numbers';
import { isProfit, profitSettings, revenueSettings } from './profit-words';
import './sharing-choice';
import './tier-differences';
import './tier-rule';

@customElement('lw-tiers-panel')
export class TiersPanel extends LargeElement {
  static override styles = [
    ui,
    numberList,
    css`
      .numbers {
        --number: 12rem;
      }
      .key::before {
        content: '';
        display: inline-block;
        width: 0.8em;
        height: 0.8em;
        margin-inline-end: 0.35em;
        background: var(--accent);
      }
      .key.under::before {
        background: var(--accent-mid);
      }
      .key.cliff::before {
        background: color-mix(in srgb, var(--second) 30%, transparent);
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) settings!: Settings;
  @state() private rule: TierRule = { threshold: 'mean', quantile: 0.8, own_value: 100, tenure_months: 0, distance: 0.1 };
  @state() private profit = false;
  readonly #asked = new Asked(this, 'tiers');
  @state() private saving = false;

  override willUpdate(): void {
    void this.#asked.ask(this.engine, this.#request);
  }

  get #request(): TiersRequest {
    const { observation_end } = this.settings;
    return { ...this.rule, ...(this.profit ? profitSettings(this.settings) : revenueSettings), observation_end };
  }

  #failed(error: unknown): void {
    if (!isAbort(error)) this.dispatchEvent(new CustomEvent('failed', { detail: error }));
  }

  override render() {
    const { answer } = this.#asked;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('Who exceeds a value you set', { id: 'tiers-title' })}</h2>
      <p class="muted">${msg('What a customer has brought until now, against a threshold; and, if you like, for how long they have been with you.', { id: 'tiers-lead' })}</p>
      <lw-tier-rule
        class="no-print"
        .rule=${this.rule}
        .profit=${this.profit}
        .settings=${this.settings}
        .currency=${answer?.currency ?? ''}
        @rule=${({ detail }: CustomEvent<Partial<TierRule>>) => (this.rule = { ...this.rule, ...detail })}
        @profit=${({ detail }: CustomEvent<boolean>) => (this.profit = detail)}
      ></lw-tier-rule>
      ${answer?.threshold ? this.#found(answer) : nothing} ${notes(answer?.caveats)}
      ${howComputed('tiers')}
    </section>`;
  }

  #found(tiers: TiersFound) {
    return html`<p role="status">${this.#says(tiers)}</p>
      ${this.#numbers(tiers)} ${this.#picture(tiers)} ${this.#cliff(tiers)}
      <div class="row no-print">
        ${tiers.above.customers ? this.#save(msg('Save those who exceed it (CSV)', { id: 'tiers-save-above' }), 'above') : nothing}
        ${tiers.just_under?.customers ? this.#save(msg('Save those just under (CSV)', { id: 'tiers-save-under' }), 'just_under') : nothing}
        ${tiers.above.customers || tiers.just_under?.customers ? html`<lw-sharing-choice asks="emails"></lw-sharing-choice>` : nothing}
      </div>
      <lw-tier-differences .tiers=${tiers}></lw-tier-differences>`;
  }

  #cash = (minor: number): string => money(minor, this.#asked.answer?.currency ?? '', this.#asked.answer?.minor_digits ?? 2);

  #says({ above, customers, threshold, tenure_months, too_new }: TiersFound) {
    const [count, all, value] = [whole(above.customers), whole(customers), this.#cash(threshold.value)];
    if (!tenure_months) return msg(str`${count} of ${all} customers exceed ${value}.`, { id: 'tiers-says' });
    return html`${msg(str`${count} of ${all} customers have been with you for at least ${whole(tenure_months)} months and exceed ${value}.`, { id: 'tiers-says-tenure' })}
    ${too_new.above ? msg(str`Another ${whole(too_new.above)} exceed it already, but came later.`, { id: 'tiers-too-new' }) : nothing}`;
  }

  #numbers({ threshold, above, just_under, margin, costs }: TiersFound) {
    const { low, n } = threshold;
    const profit = isProfit({ margin, costs });
    const shown = (share: number | null) => (share === null ? '\u2013' : percent(share, 1));
    return html`<dl class="numbers">
        <div>
          <dt>${msg('Threshold', { id: 'tiers-threshold' })}</dt>
          <dd>
            <div class="number">${this.#cash(threshold.value)}</div>
            <div class="small muted">
              ${low === null && !n ? msg('as you set it', { id: 'tiers-as-set' }) : restsOn(threshold, this.#cash)}
            </div>
          </dd>
        </div>
        ${this.#count(msg('Exceed it', { id: 'differences-above' }), above.customers, above.customer_share)}
        <div>
          <dt>${profit ? msg('Share of the profit they hold', { id: 'tiers-profit-share' }) : msg('Share of the revenue they hold', { id: 'tiers-revenue-share' })}</dt>
          <dd>
            <div class="number">${shown(above.value_share)}</div>
            <div class="small muted">${this.#cash(above.value)}</div>
          </dd>
        </div>
        ${just_under ? this.#count(msg('Just under it', { id: 'tiers-just-under' }), just_under.customers, just_under.customer_share) : nothing}
      </dl>
      <p class="small muted">${msg('Shares of these customers are counts, not estimates: they have no interval. The threshold has one where it is an average, a median or a share, for customers like these would give another.', { id: 'tiers-counts-why' })}</p>`;
  }

  #count(name: string, customers: number, share: number | null) {
    return html`<div>
      <dt>${name}</dt>
      <dd>
        <div class="number">${whole(customers)}</div>
        <div class="small muted">${share === null ? nothing : msg(str`${percent(share, 1)} of all customers`, { id: 'tiers-of-all' })}</div>
      </dd>
    </div>`;
  }

  #picture(tiers: TiersFound) {
    const { histogram, just_under } = tiers;
    if (!histogram.counts.length) return nothing;
    return html`<lw-tier-chart .tiers=${tiers}></lw-tier-chart>
      <p class="small row">
        <span class="key">${msg('exceed it', { id: 'tiers-key-above' })}</span> <span class="key under">${msg('do not', { id: 'tiers-key-under' })}</span>
        ${just_under ? html`<span class="key cliff">${msg('just under', { id: 'tiers-key-cliff' })}</span>` : nothing}
        <span class="muted">${msg(str`Outside the picture: ${whole(histogram.below)} below, ${whole(histogram.above)} above.`, { id: 'tiers-outside' })}</span>
      </p>
      ${asTable(msg('Customers by value', { id: 'tiers-table' }), this.#table(tiers))}`;
  }

  #table({ histogram: { edges, counts, first_above } }: TiersFound) {
    return html`<table data-parts="rows">
      <thead>
        <tr>
          <th scope="col" class="end">${msg('Value above', { id: 'tiers-bin-from' })}</th>
          <th scope="col" class="end">${msg('up to', { id: 'tiers-bin-to' })}</th>
          <th scope="col" class="end">${msg('Customers', { id: 'customers' })}</th>
          <th scope="col">${msg('Exceed it', { id: 'differences-above' })}</th>
        </tr>
      </thead>
      <tbody>
        ${counts.map(
          (count, index) => html`<tr data-n=${count}>
            <td class="end" data-label>${this.#cash(edges[index]!)}</td>
            <td class="end" data-label>${this.#cash(edges[index + 1]!)}</td>
            <td class="end">${whole(count)}</td>
            <td data-label>${index >= first_above ? msg('yes', { id: 'differences-yes' }) : msg('no', { id: 'differences-no' })}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #cliff({ just_under, threshold, costs }: TiersFound) {
    if (!just_under) return nothing;
    const { customers, from, missing, mean_missing, most_missing, one_order } = just_under;
    const range = msg(str`Just under are those from ${this.#cash(from)} up to ${this.#cash(threshold.value)}: ${whole(customers)} customers.`, { id: 'tiers-cliff' });
    if (!customers || mean_missing === null) return html`<p>${range}</p>`;
    return html`<p>
      ${range}
      ${costs
        ? msg(str`Together they would need ${this.#cash(missing)} more of profit to exceed it: ${this.#cash(mean_missing)} each on average, ${this.#cash(most_missing)} at most.`, { id: 'tiers-cliff-missing-profit' })
        : msg(str`Together they would need ${this.#cash(missing)} more of revenue to exceed it: ${this.#cash(mean_missing)} each on average, ${this.#cash(most_missing)} at most.`, { id: 'tiers-cliff-missing' })}
      ${msg(str`For ${whole(one_order)} of them one more order of their own average value would do.`, { id: 'tiers-cliff-order' })}
    </p>`;
  }

  /** The button stays enabled, for a disabled one would lose the focus. */
  #save(label: string, list: TierName) {
    return html`<button aria-busy=${this.saving} @click=${() => this.#saveList(list)}>${label}</button>`;
  }

  async #saveList(list: TierName): Promise<void> {
    if (this.saving) return;
    this.saving = true;
    const request = { ...this.#request, list, ...csvForm() };
    try {
      await saveCsv((piece) => this.engine.compute('tiers_csv', { ...request, ...piece }), list === 'above' ? 'lifeworth-above-threshold.csv' : 'lifeworth-just-under-threshold.csv');
    } catch (error) {
      this.#failed(error);
    } finally {
      this.saving = false;
    }
  }
}
