// <lw-whole-base-panel>: the customers of the file as a random sample: what the whole base comes to, and how many customers a wanted precision takes. In: an engine
// and settings; sizes are kept here and the core is asked.
import { type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { Asked } from '../asked';
import { notes } from '../controls/said';
import { whenSettled } from '../controls/settled';
import type { Engine } from '../engine';
import { money, parseNumber, percent, plain, whole } from '../format';
import type { Settings, WholeBaseAnswer } from '../protocol';
import { LargeElement, numberList, ui } from '../ui';
import { numberEntry } from './numbers';
import { isProfit, profitSettings } from './profit-words';

const mostCustomers = 1e12;

@customElement('lw-whole-base-panel')
export class WholeBasePanel extends LargeElement {
  static override styles = [
    ui,
    numberList,
    css`
      .fields {
        --field: 13rem;
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) settings!: Settings;
  @state() private base: number | null = null;
  @state() private sizes: Record<string, number> = {};
  @state() private precision = 0.05;
  /** Fields whose content cannot be used. */
  @state() private wrong: ReadonlySet<string> = new Set();
  readonly #asked = new Asked(this, 'whole_base');

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('engine')) [this.base, this.sizes, this.wrong] = [null, {}, new Set()]; // another file, another base
    const { observation_end } = this.settings;
    void this.#asked.ask(this.engine, { ...profitSettings(this.settings), observation_end, base: this.base, strata: this.sizes, precision: this.precision });
  }

  override render() {
    const { answer } = this.#asked;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('From a sample to the whole base', { id: 'base-title' })}</h2>
      <p class="muted">
        ${msg('If the customers in this file are a random sample of a larger base: its totals and averages, and how many customers it takes.', { id: 'base-lead' })}
        ${msg('It holds only where the sample was drawn at random: every customer of the base had the same chance to be in it. An export of the best customers, or of the latest, is none.', { id: 'base-random' })}
      </p>
      ${answer ? html`${this.#fields(answer)} ${this.#found(answer)} ${this.#needed(answer)} ${this.#how()}` : nothing}
      ${notes(answer?.caveats)}
    </section>`;
  }

  #fields({ years }: WholeBaseAnswer) {
    const stratified = Object.keys(this.sizes).length > 0;
    return html`<div class="fields no-print">
        ${stratified ? nothing : this.#size('base', msg('Customers in the whole base', { id: 'base-customers' }), this.base, (size) => (this.base = size))}
        ${this.#precision()}
      </div>
      <details class="no-print">
        <summary>${msg('Sizes by year of the first purchase, if you know them', { id: 'base-sizes' })}</summary>
        <div class="fields">
          ${years.map(({ year, customers }) =>
            this.#size(`${year}`, msg(str`${String(year)} (in the file: ${whole(customers)})`, { id: 'base-year' }), this.sizes[year] ?? null, (size) => {
              const { [`${year}`]: _, ...others } = this.sizes;
              this.sizes = size === null ? others : { ...others, [year]: size };
            }),
          )}
        </div>
      </details>`;
  }

  #size(name: string, label: string, size: number | null, take: (size: number | null) => void) {
    const words = msg('A whole number from 1; empty if you do not know it.', { id: 'base-whole' });
    return this.#field(name, label, size === null ? '' : plain(size), words, (text) => {
      if (!text.trim()) return take(null), true;
      const read = parseNumber(text);
      const good = read !== null && Number.isInteger(read) && read >= 1 && read <= mostCustomers;
      if (good) take(read);
      return good;
    });
  }

  #precision() {
    const words = msg(str`A number from ${plain(0.01)} to ${whole(100)}.`, { id: 'number-from-to' });
    return this.#field('precision', msg('Wanted precision of the average, ± %', { id: 'base-precision' }), plain(this.precision * 100), words, (text) => {
      const read = parseNumber(text);
      const good = read !== null && read >= 0.01 && read <= 100;
      if (good) this.precision = read / 100;
      return good;
    });
  }

  /** `take` says whether it could use the text. */
  #field(name: string, label: string, text: string, words: string, take: (text: string) => boolean) {
    const settle = whenSettled<HTMLInputElement>(({ value }) => {
      const wrong = new Set(this.wrong);
      if (value === text || take(value)) wrong.delete(name);
      else wrong.add(name);
      this.wrong = wrong;
    });
    return html`<label
      >${label}
      <input
        type="text"
        inputmode="decimal"
        autocomplete="off"
        name=${name}
        aria-invalid=${this.wrong.has(name)}
        .value=${text}
        @keydown=${settle.keydown}
        @pointerdown=${settle.pointerdown}
        @change=${settle.change}
        @blur=${settle.blur}
      />
      ${this.wrong.has(name) ? html`<span class="wrong" role="alert">${words}</span>` : nothing}
    </label>`;
  }

  #found({ base, customers, mean, total, repeat_share, repeat_buyers, margin, costs, currency, minor_digits }: WholeBaseAnswer) {
    if (base === null || !mean || !total || !repeat_share || !repeat_buyers) return nothing;
    const cash = (minor: number) => money(minor, currency, minor_digits);
    const profit = isProfit({ margin, costs });
    return html`<p role="status">${msg(str`${whole(customers)} of ${whole(base)} customers are in the file (${percent(customers / base, 1)}).`, { id: 'base-says' })}</p>
      <dl class="numbers">
        ${numberEntry(profit ? msg('Total profit of the base to date', { id: 'base-total-profit' }) : msg('Total revenue of the base to date', { id: 'base-total-revenue' }), total, cash)}
        ${numberEntry(profit ? msg('Average profit a customer to date', { id: 'base-mean-profit' }) : msg('Average revenue a customer to date', { id: 'base-mean-revenue' }), mean, cash)}
        ${numberEntry(msg('Share of repeat buyers', { id: 'base-repeat-share' }), repeat_share, (share) => percent(share, 1))}
        ${numberEntry(msg('Repeat buyers in the base', { id: 'base-repeat-buyers' }), repeat_buyers, whole)}
      </dl>`;
  }

  #needed({ needed, needed_of_many, precision, customers }: WholeBaseAnswer) {
    const wanted = percent(precision, 2);
    if (needed !== null)
      return html`<p>${msg(str`To know the average to ±${wanted} (95% interval), this base takes a sample of ${whole(needed)} customers; the file has ${whole(customers)}.`, { id: 'base-needed' })}</p>`;
    if (needed_of_many !== null)
      return html`<p>${msg(str`To know the average to ±${wanted} (95% interval), a very large base takes a sample of ${whole(needed_of_many)} customers; the file has ${whole(customers)}.`, { id: 'base-needed-many' })}</p>`;
    return html`<p>${msg('How many customers it takes cannot be said: the average of the sample is not above zero, or there are too few customers.', { id: 'base-needed-none' })}</p>`;
  }

  #how() {
    return html`<details>
      <summary>${msg('How this is computed', { id: 'base-how' })}</summary>
      <ul>
        <li>${msg('Average: ȳ; total: N·ȳ. Interval: ± t·s·√((1 − n/N) ÷ n), with the finite-population correction 1 − n/N: who has nearly all of the base knows it nearly wholly (Cochran 1977, 2.6–2.8). The margin is taken as known.', { id: 'base-how-mean' })}</li>
        <li>${msg('Share of repeat buyers: Wilson’s interval with the finite-population correction.', { id: 'base-how-share' })}</li>
        <li>${msg('By years: the averages of the years, weighted by their sizes in the base; variance Σ W²·(1 − n/N)·s² ÷ n, Satterthwaite’s degrees of freedom (Cochran 1977, 5.3–5.6). It helps where the years differ, and corrects a sample that has too many of one.', { id: 'base-how-strata' })}</li>
        <li>${msg('How many it takes: n₀ = (1.96·s ÷ (precision·ȳ))², n = n₀ ÷ (1 + n₀ ÷ N), for a simple sample; s and ȳ are those of this file (Cochran 1977, 4.6).', { id: 'base-how-needed' })}</li>
      </ul>
    </details>`;
  }
}
