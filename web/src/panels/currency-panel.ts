// <lw-currency-panel>: of several currencies one is shown, at one click, or the others are converted at rates that a person types. In: a CurrencyQuestion.
// Out: "choose" ({ currency_code, rates }).
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import type { CurrencyQuestion } from '../currencies';
import { decimalMark, decimalText, whole } from '../format';
import type { Rates } from '../protocol';
import { UiElement, ui } from '../ui';

@customElement('lw-currency-panel')
export class CurrencyPanel extends UiElement {
  static override styles = [
    ui,
    css`
      .rate {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        align-items: center;
        font-size: var(--size-text);
        color: var(--ink);
      }
      .rate > input {
        width: 8rem;
      }
      .rates {
        justify-items: start;
      }
      .wrong {
        flex-basis: 100%;
      }
    `,
  ];

  @property({ attribute: false }) question!: CurrencyQuestion;
  /** The currency to convert into, while a person chooses it. */
  @state() private into = '';
  /** Currencies whose rate cannot be used. */
  @state() private wrong: ReadonlySet<string> = new Set();

  /** The one chosen here, else the one that is shown, else the one most rows have. */
  get #into(): string {
    const { shown, found, targets } = this.question;
    const commonest = found.reduce((most, each) => (each.rows > most.rows ? each : most), { code: targets[0] ?? '', rows: 0 }).code;
    return [this.into, shown].find((code) => targets.includes(code)) ?? commonest;
  }

  override render() {
    const { found, shown, rates, name } = this.question;
    const converted = Object.keys(rates).length > 0;
    const title = name ? msg(str`Currencies in ${name}`, { id: 'currencies-of' }) : msg('Currencies of the orders', { id: 'currencies' });
    return html`<div class="stack" role="group" aria-label=${title}>
      ${name ? html`<p class="small muted"><bdi>${title}</bdi></p>` : nothing}
      <div class="row">
        ${found.map(
          ({ code, rows }) =>
            html`<button aria-pressed=${shown ? String(code === shown && !converted) : nothing} @click=${() => this.#choose(code, {})}>
              ${msg(str`Only ${code} (rows: ${whole(rows)})`, { id: 'only-currency' })}
            </button>`,
        )}
      </div>
      ${this.#convert(converted)}
    </div>`;
  }

  #convert(open: boolean) {
    const into = this.#into;
    const { found, rates, shown, targets } = this.question;
    const others = found.filter(({ code }) => code !== into);
    return html`<details ?open=${open}>
      <summary>${msg('Convert at rates of your own', { id: 'currency-convert' })}</summary>
      <div class="stack rates">
        <label>
          ${msg('Into', { id: 'currency-into' })}
          <select @change=${(event: Event) => (this.into = (event.target as HTMLSelectElement).value)}>
            ${targets.map((code) => html`<option value=${code} ?selected=${code === into}>${code}</option>`)}
          </select>
        </label>
        ${others.map(({ code }) => this.#rate(code, into, into === shown ? (rates[code] ?? '') : ''))}
        <button class="primary" @click=${() => this.#take(into, others)}>${msg(str`Convert into ${into}`, { id: 'currency-take' })}</button>
      </div>
    </details>`;
  }

  #rate(code: string, into: string, rate: string) {
    const example = `0${decimalMark()}92`;
    return html`<label class="rate">
      <span>1 ${code} =</span>
      <input
        name=${code}
        inputmode="decimal"
        autocomplete="off"
        aria-invalid=${this.wrong.has(code)}
        .value=${rate.replace('.', decimalMark())}
        @keydown=${(event: KeyboardEvent) => event.key === 'Enter' && this.renderRoot.querySelector<HTMLElement>('button.primary')?.click()}
      />
      <span>${into}</span>
      ${this.wrong.has(code) ? html`<span class="wrong" role="alert">${msg(str`A number above 0, such as ${example}.`, { id: 'rate-wrong' })}</span>` : nothing}
    </label>`;
  }

  /** A currency whose field is empty has no rate, and its rows stay left out. */
  #take(into: string, others: CurrencyQuestion['found']): void {
    const rates: Rates = {};
    const wrong = new Set<string>();
    for (const { code } of others) {
      const typed = this.renderRoot.querySelector<HTMLInputElement>(`input[name=${code}]`)?.value.trim() ?? '';
      const rate = decimalText(typed);
      if (rate && /^\d{1,12}(\.\d{1,12})?$/.test(rate) && /[1-9]/.test(rate) && rate.replace(/^0*\.?0*|\./g, '').length <= 18) rates[code] = rate;
      else if (typed) wrong.add(code);
    }
    if (!wrong.size && !Object.keys(rates).length && others[0]) wrong.add(others[0].code);
    this.wrong = wrong;
    if (!wrong.size) this.#choose(into, rates);
  }

  #choose(currency_code: string, rates: Rates): void {
    this.into = '';
    this.dispatchEvent(new CustomEvent('choose', { detail: { currency_code, rates } }));
  }
}
