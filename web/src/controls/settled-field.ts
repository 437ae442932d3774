// A field that a person types into. In: what it asks, what is in force and what it takes. Out: `take`, once something usable has settled that differs from what
// is in force. What cannot be used stays as typed, with a sentence at the field, and what is in force stays; only another value overwrites a text.
import { type LitElement, html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import { parseNumber, plain } from '../format';
import { whenSettled } from './settled';

interface SettledField<Shown, Taken> {
  label: string;
  name: string;
  /** What is in force. */
  value: Shown;
  /** Said at the field where its content cannot be used. */
  demand: string;
  take: (value: Taken) => void;
}

interface Numbers {
  range: [low: number, high: number];
  whole?: boolean;
  /** What one in the field means in the value (0.01 for percent). */
  unit?: number;
  inputmode?: 'decimal' | 'numeric';
}

/** How a field is written and read; `read` gives undefined where the text cannot be used. */
interface Kind<Taken> {
  text: string;
  read: (text: string) => Taken | undefined;
  inputmode?: 'decimal' | 'numeric';
  /** First and last, of a field for a day. */
  days?: [string, string];
}

export const numberFromTo = (low: number | string, high: number | string): string => msg(str`A number from ${low} to ${high}.`, { id: 'number-from-to' });

/** What a person typed, and what was in force then: until something else is, the field shows the text. */
interface Typed {
  text: string;
  inForce: unknown;
}

/** The settled fields of one component; it remembers, by name, which of them cannot be used, and what was typed and taken. */
export class SettledFields {
  readonly #host: LitElement;
  readonly #wrong = new Set<string>();
  readonly #typed = new Map<string, Typed>();
  readonly #taken = new Map<string, unknown>();

  constructor(host: LitElement) {
    this.#host = host;
  }

  number(field: SettledField<number | null, number>, { range: [low, high], whole = false, unit = 1, inputmode = 'decimal' }: Numbers) {
    const read = (text: string) => {
      const number = parseNumber(text);
      return number !== null && number >= low && number <= high && (!whole || Number.isInteger(number)) ? number * unit : undefined;
    };
    return this.#field(field, { text: field.value === null ? '' : plain(field.value / unit), read, inputmode });
  }

  /** A day (YYYY-MM-DD), or null from a field that was emptied. */
  day(field: SettledField<string, string | null>, [first, last]: [string, string]) {
    const read = (text: string) => (text === '' ? null : text >= first && text <= last ? text : undefined);
    return this.#field(field, { text: field.value, read, days: [first, last] });
  }

  /** The value has come from elsewhere: what was typed is no longer said to be wrong. */
  forget(name: string): void {
    this.#wrong.delete(name);
    this.#typed.delete(name);
    this.#host.requestUpdate();
  }

  /** The text of a field. What was taken before may come into force only now: it does not overwrite what was typed since. */
  #textOf(name: string, value: unknown, text: string): string {
    const typed = this.#typed.get(name);
    if (typed && (value === typed.inForce || (this.#wrong.has(name) && value === this.#taken.get(name)))) return typed.text;
    this.#typed.delete(name);
    return text;
  }

  #field<Shown, Taken extends Shown | null>({ label, name, value, demand, take }: SettledField<Shown, Taken>, { text, read, inputmode, days }: Kind<Taken>) {
    const settle = whenSettled<HTMLInputElement>((input) => {
      const settled = read(input.value);
      if (settled === undefined) this.#wrong.add(name);
      else this.#wrong.delete(name);
      if (settled === value) this.#typed.delete(name);
      else this.#typed.set(name, { text: input.value, inForce: value });
      this.#host.requestUpdate();
      if (settled === undefined || settled === value) return;
      this.#taken.set(name, settled);
      take(settled);
    });
    const wrong = this.#wrong.has(name);
    return html`<label
      >${label}
      <input
        type=${days ? 'date' : 'text'}
        inputmode=${inputmode ?? nothing}
        autocomplete=${days ? nothing : 'off'}
        name=${name}
        min=${days?.[0] ?? nothing}
        max=${days?.[1] ?? nothing}
        aria-invalid=${wrong}
        .value=${this.#textOf(name, value, text)}
        @keydown=${settle.keydown}
        @pointerdown=${settle.pointerdown}
        @change=${settle.change}
        @blur=${settle.blur}
      />
      ${wrong ? html`<span class="wrong" role="alert">${demand}</span>` : nothing}
    </label>`;
  }
}
