// <lw-origins-panel>: where customers come from and what they bring, by what their first order names: channel, country, plan, representative. Where there is spend, the panel of
// what a new customer costs tells it with the costs. In: an engine, settings and a summary; what is compared, and what customers are to be alike in, is kept here.
import { type PropertyValues, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg } from '@lit/localize';
import { Asked } from '../asked';
import { notes } from '../controls/said';
import type { Engine } from '../engine';
import type { AcquisitionRequest, Settings, Summary } from '../protocol';
import { LargeElement, ui } from '../ui';
import './acquisition-channels';
import { profitSettings } from './profit-words';

type Choice = Required<Pick<AcquisitionRequest, 'compare_by' | 'adjust_for'>>;
const asRead: Choice = { compare_by: 'auto', adjust_for: ['joined'] };

@customElement('lw-origins-panel')
export class OriginsPanel extends LargeElement {
  static override styles = [ui];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) summary!: Summary;
  @state() private choice: Choice = asRead;
  readonly #asked = new Asked(this, 'acquisition');

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('engine')) [this.choice, this.#asked.answer] = [asRead, null]; // another file
    const { observation_end, discount } = this.settings;
    if (this.#isKnown()) void this.#asked.ask(this.engine, { ...profitSettings(this.settings), observation_end, discount, ...this.choice });
  }

  #isKnown(): boolean {
    const { has_orders, traits, records } = this.summary;
    return has_orders && traits.some((trait) => trait !== 'referred_by') && !records.some(({ kind }) => kind === 'spend');
  }

  override render() {
    const { answer } = this.#asked;
    if (!this.#isKnown() || !answer || answer.counted || !answer.by_channel) return nothing;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${msg('Where customers come from', { id: 'origins-title' })}</h2>
      <lw-acquisition-channels .answer=${answer} .adjustFor=${this.choice.adjust_for} @alike=${({ detail }: CustomEvent<Partial<Choice>>) => (this.choice = { ...this.choice, ...detail })}></lw-acquisition-channels>
      ${notes(answer.caveats)}
    </section>`;
  }
}
