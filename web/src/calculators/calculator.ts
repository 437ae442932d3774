// <lw-calculator>: one calculator, its scenarios and all that comes of them. In: the reckoner, the state (calculator, currency, scenarios) and, if a
// file was read, what it measured. Out: "state" (LinkState) whenever a person changes something. The same element stands in the page, in an iframe of
// someone's blog and in someone's own page.
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { msg, str } from '@lit/localize';
import '../charts/histogram-chart';
import '../charts/series-chart';
import { said } from '../controls/said';
import { Refused, isAbort } from '../engine';
import { day } from '../format';
import { language } from '../localization';
import type { Answers, CalculatedScenario, Calculation, Calculator, CalculatorChart, Catalogue, Inputs, Measured, Sentence, Solved, Uncertainty } from '../protocol';
import { UiElement, ui } from '../ui';
import { scenarioLetter } from './compare-panel';
import './explain-panel';
import { asTyped, figure, inputFigure, outputCell, outputFigure, type Form } from './figures';
import './inputs-panel';
import { Latest } from './latest';
import './lever-panel';
import type { LinkState } from './link';
import { centre } from './number-field';
import './picture';
import type { Reckoner } from './reckoner';
import './result-panel';
import './scenario-tabs';
import { axisName, barWord, calculatorLead, calculatorTitle, chartTitle, guideName, inputName, outputName, presetName, seriesName, unitSuffix, variantName } from './words';
import { layout } from './calculator-layout';

type CalculationRequest = Answers['calculation']['request'];
type UncertaintyRequest = Answers['uncertainty']['request'];

const none: never[] = [];

@customElement('lw-calculator')
export class CalculatorElement extends UiElement {
  static override styles = [ui, layout];

  @property({ attribute: false }) reckoner!: Reckoner;
  @property({ attribute: false }) state!: LinkState;
  @property({ attribute: false }) measured: Measured | null = null;
  /** In someone else's page: short, and without downloads, which a sandboxed frame does not allow. */
  @property({ type: Boolean, reflect: true }) embedded = false;
  /** Large, for an audience; arrow keys go through the scenarios. */
  @property({ type: Boolean, reflect: true }) presenting = false;
  @state() private catalogue: Catalogue | null = null;
  @state() private active = 0;
  @state() private output = '';
  @state() private result: { calculation: Calculation; request: CalculationRequest } | null = null;
  @state() private spread: { uncertainty: Uncertainty; asked: string } | null = null;
  @state() private solved: Solved | null = null;
  @state() private fault: Sentence | null = null;

  #forms = new Map<string, Form>();
  /** The simulation that was asked for last, answered or not. */
  #simulated = '';

  #quick = new Latest<CalculationRequest, Calculation>(
    (request) => this.reckoner.calculation(request),
    (calculation, request) => {
      this.result = { calculation, request };
      this.fault = null;
      this.#simulate();
    },
    (error) => this.#failed(error),
  );
  #patient = new Latest<UncertaintyRequest, Uncertainty>(
    (request) => this.reckoner.uncertainty(request),
    (uncertainty, request) => (this.spread = { uncertainty, asked: JSON.stringify(request) }),
    (error) => this.#failed(error),
  );

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#key);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#key);
    super.disconnectedCallback();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('reckoner')) void this.reckoner.catalogue.then((catalogue) => (this.catalogue = catalogue), (error) => this.#failed(error));
    const before = changed.get('state') as LinkState | undefined;
    if (changed.has('state') && before?.calculator !== this.state.calculator) {
      this.output = '';
      this.active = 0;
      this.result = null;
      this.spread = null;
      this.#simulated = '';
      this.solved = null;
    }
    this.active = Math.min(this.active, this.state.scenarios.length - 1);
    if (changed.has('state') || changed.has('active')) this.solved = null; // it answered another question
    if (this.catalogue && (changed.has('state') || changed.has('catalogue') || changed.has('output') || changed.has('active'))) this.#ask();
  }

  // ------------------------------------------------------------------ asking

  #request(): CalculationRequest {
    const { calculator, currency, scenarios } = this.state;
    return { calculator, currency: currency ?? '', scenarios: scenarios.map(({ inputs }) => inputs as Inputs), ...(this.output && { output: this.output }) };
  }

  #ask(): void {
    this.#quick.want(this.#request());
  }

  /** The request whose simulation belongs to what is shown. */
  #simulation(): UncertaintyRequest | null {
    const scenario = this.result?.calculation.scenarios[this.active];
    if (!this.result || !scenario?.spreads || scenario.problems.length) return null;
    const { calculator, currency, scenarios } = this.result.request;
    return { calculator, currency, scenarios: [scenarios[this.active]!] };
  }

  #simulate(): void {
    const request = this.#simulation();
    const text = request ? JSON.stringify(request) : '';
    if (text === this.#simulated) return;
    this.#simulated = text;
    if (request) this.#patient.want(request);
    else this.#patient.drop();
  }

  #failed(error: unknown): void {
    if (isAbort(error)) return;
    this.fault = error instanceof Refused ? error.sentence : { code: 'page_fault', message: String(error), wrong: '', saw: '', hint: '', arguments: { detail: String(error) } };
  }

  #solve = async ({ detail }: CustomEvent<{ input: string; target: number }>): Promise<void> => {
    const { calculator, currency, scenarios } = this.#request();
    const output = this.output || this.#about()!.outputs[0]!.key;
    const asked = { state: this.state, active: this.active, output: this.output };
    try {
      const solved = await this.reckoner.solve({ calculator, currency, scenarios: [scenarios[this.active]!], output, ...detail });
      if (asked.state === this.state && asked.active === this.active && asked.output === this.output) this.solved = solved;
    } catch (error) {
      this.#failed(error);
    }
  };

  // ------------------------------------------------------------------ changing

  #tell(change: Partial<LinkState>): void {
    this.dispatchEvent(new CustomEvent('state', { detail: { ...this.state, ...change } }));
  }

  #setInputs(inputs: Inputs): void {
    this.solved = null;
    const scenarios = this.state.scenarios.map((scenario, index) => (index === this.active ? { ...scenario, inputs: inputs as LinkState['scenarios'][number]['inputs'] } : scenario));
    // Numbers of a file come in the file's currency.
    const adopted = this.measured?.currency && !this.state.currency && this.#adopted(inputs) ? { currency: this.measured.currency } : {};
    this.#tell({ scenarios, ...adopted });
  }

  /** Whether an amount has just become the file's. */
  #adopted(inputs: Inputs): boolean {
    const before = this.state.scenarios[this.active]!.inputs;
    const period = inputs['period'] ?? this.#form().period; // which may have come with the amount
    return this.#about()!.inputs.some(({ name, unit, measured }) => {
      const estimate = this.measured!.quantities[measured.replace('per_period', `per_${String(period)}`)];
      const now = centre(inputs[name] ?? null);
      return unit.startsWith('money') && estimate && now !== centre(before[name] ?? null) && now === asTyped(estimate.value, unit, this.measured!.minor_digits);
    });
  }

  /** The numbers of each preset; what it does not name is as in the example. */
  #presetInputs(): { name: string; inputs: Inputs }[] {
    const about = this.#about()!;
    const example = Object.fromEntries(about.inputs.map((input) => [input.name, input.default]));
    return about.presets.map(({ name, inputs }) => ({ name, inputs: { ...example, ...inputs } }));
  }

  #key = (event: KeyboardEvent): void => {
    if (!this.presenting) return;
    const target = event.composedPath()[0];
    const typing = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (event.key === 'Escape') this.#present(false);
    else if (!typing && ['ArrowRight', 'PageDown', 'ArrowLeft', 'PageUp'].includes(event.key)) {
      const step = event.key === 'ArrowRight' || event.key === 'PageDown' ? 1 : -1;
      const count = this.state.scenarios.length;
      this.active = (this.active + step + count) % count;
      event.preventDefault();
    }
  };

  #present(present: boolean): void {
    this.#tell({ present });
  }

  // ------------------------------------------------------------------ showing

  #about() {
    return this.catalogue?.calculators.find(({ name }) => name === this.state.calculator);
  }

  /** The same object as long as it says the same, so that nothing is drawn anew for it. */
  #form(index = this.active): Form {
    const currency = this.state.currency ?? '';
    const period = this.state.scenarios[index]?.inputs['period'] === 'month' ? 'month' : 'year';
    const minorDigits = this.catalogue?.currencies.find(({ code }) => code === currency)?.minor_digits ?? 2;
    const key = `${currency} ${period} ${minorDigits}`;
    const form = this.#forms.get(key) ?? { currency, minorDigits, period };
    this.#forms.set(key, form);
    return form;
  }

  override render() {
    const about = this.#about();
    const { calculator, scenarios } = this.state;
    const title = html`<h2 id="title" tabindex="-1">${calculatorTitle(calculator)}</h2>`;
    if (this.fault) return html`${title}<p role="alert" class="card">${said(this.fault)}</p>`;
    if (!about) return html`${title}<p class="muted">${msg('One moment …', { id: 'one-moment' })}</p>`;
    const form = this.#form();
    const inputs = scenarios[this.active]!.inputs as Inputs;
    const results = this.result?.calculation.calculator === calculator ? this.result.calculation.scenarios : [];
    const shown = results[this.active] ?? results[0]; // a scenario just added has no answer yet
    const simulation = this.#simulation();
    const drawn = this.spread?.uncertainty;
    const spread = simulation && drawn?.calculator === calculator ? drawn : null; // a late one may be of the calculator before
    const stale = simulation !== null && this.spread?.asked !== JSON.stringify(simulation);
    return html`<article class="stack" aria-labelledby="title">
      <header class="stack head">
        ${title}
        <p class="lead-text">${calculatorLead(calculator)}</p>
        <p class="print-only small muted">Lifeworth, ${day(new Date().toISOString().slice(0, 10))}${scenarios.length > 1 ? `, ${scenarios[this.active]!.name || scenarioLetter(this.active)}` : ''}</p>
        <div class="row tools no-print">
          ${this.presenting ? nothing : [about.presets.length ? this.#presets(inputs) : nothing, this.#currencies()]}
          <slot name="tools"></slot>
        </div>
      </header>
      <lw-scenario-tabs
        class="no-print"
        .names=${scenarios.map(({ name }) => name)}
        .active=${this.active}
        .fixed=${this.presenting}
        @choose=${({ detail }: CustomEvent<number>) => (this.active = detail)}
        @names=${({ detail }: CustomEvent<string[]>) => this.#tell({ scenarios: scenarios.map((scenario, index) => ({ ...scenario, name: detail[index]! })) })}
        @add=${() => {
          this.#tell({ scenarios: [...scenarios, { name: '', inputs: { ...scenarios[this.active]!.inputs } }] });
          this.active = scenarios.length;
        }}
        @remove=${({ detail }: CustomEvent<number>) => this.#tell({ scenarios: scenarios.filter((_, index) => index !== detail) })}
      ></lw-scenario-tabs>
      <div class="two">
        <section class="card stack" aria-label=${msg('Inputs', { id: 'inputs' })}>
          <div class="print-only">${this.#printedInputs(inputs, form)}</div>
          <lw-inputs-panel
            class="no-print"
            .calculator=${about}
            .inputs=${inputs}
            .problems=${shown?.problems ?? none}
            .form=${form}
            .measured=${this.measured}
            @inputs=${({ detail }: CustomEvent<Inputs>) => this.#setInputs(detail)}
          ></lw-inputs-panel>
          ${this.#currencyClash()}
        </section>
        ${shown
          ? html`<section aria-label=${msg('Result', { id: 'result' })}>
              <lw-result-panel ?presenting=${this.presenting} .calculator=${about} .scenario=${shown} .spread=${spread} .stale=${stale} .form=${form}></lw-result-panel>
            </section>`
          : nothing}
      </div>
      ${shown
        ? html`<div class="pictures">
              ${guard([shown, form, language()], () => shown.charts.map((chart) => this.#chart(chart, form)))}
              ${guard([spread, form, stale, language()], () => (spread ? this.#histogram(spread, form, stale) : nothing))}
            </div>
            ${scenarios.length > 1
              ? html`<lw-compare-panel .calculator=${about} .scenarios=${scenarios} .results=${results} .forms=${scenarios.map((_, index) => this.#form(index))}></lw-compare-panel>`
              : nothing}
            ${this.presenting ? nothing : this.#behind(about, shown, inputs, form, stale ? none : (spread?.notes ?? none))}`
        : nothing}
    </article>`;
  }

  /** What stands behind the result; in someone else's page it is folded away. */
  #behind(about: Calculator, shown: CalculatedScenario, inputs: Inputs, form: Form, moreNotes: Sentence[]) {
    const panels = html`<div class="two">
      <lw-lever-panel
        .calculator=${about}
        .scenario=${shown}
        .output=${this.output || about.outputs[0]!.key}
        .solved=${this.solved}
        .form=${form}
        @output=${({ detail }: CustomEvent<string>) => {
          this.output = detail;
          this.solved = null;
        }}
        @solve=${this.#solve}
        @take=${({ detail }: CustomEvent<{ input: string; value: number }>) => this.#setInputs({ ...inputs, [detail.input]: detail.value })}
      ></lw-lever-panel>
      <lw-explain-panel class="explained" .calculator=${about} .scenario=${shown} .inputs=${inputs} .form=${form} .moreNotes=${moreNotes}></lw-explain-panel>
    </div>`;
    if (!this.embedded) return panels;
    return html`<details>
      <summary>${msg('Levers, formula and sources', { id: 'behind' })}</summary>
      ${panels}
    </details>`;
  }

  /** The one whose numbers stand in the fields is shown as chosen. */
  #presets(inputs: Inputs) {
    const presets = this.#presetInputs();
    const same = (preset: Inputs) => Object.entries(preset).every(([name, value]) => value === inputs[name]);
    const now = presets.find((preset) => same(preset.inputs));
    const take = (name: string) => {
      const preset = presets.find((each) => each.name === name);
      if (preset) this.#setInputs(preset.inputs);
    };
    return html`<label class="inline"
      >${msg('Example', { id: 'example' })}
      <select @change=${(event: Event) => take((event.target as HTMLSelectElement).value)}>
        <option value="" .selected=${!now}>${msg('choose …', { id: 'choose' })}</option>
        ${presets.map(({ name }) => html`<option value=${name} .selected=${name === now?.name}>${presetName(name)}</option>`)}
      </select></label
    >`;
  }

  #currencies() {
    const { currency } = this.state;
    return html`<label class="inline"
      >${msg('Currency', { id: 'calculator-currency' })}
      <select @change=${(event: Event) => this.#tell({ currency: (event.target as HTMLSelectElement).value || null })}>
        <option value="" .selected=${!currency}>${msg('none', { id: 'none' })}</option>
        ${this.catalogue!.currencies.map(({ code }) => html`<option value=${code} .selected=${code === currency}>${code}</option>`)}
      </select></label
    >`;
  }

  #currencyClash() {
    const { measured, state: { currency } } = this;
    if (!measured?.currency || !currency || measured.currency === currency) return nothing;
    return html`<p class="small muted no-print">
      ${msg(str`Your file is in ${measured.currency}, these amounts are in ${currency}: its amounts are not offered, because two currencies cannot be mixed.`, { id: 'currency-clash' })}
    </p>`;
  }

  #printedInputs(inputs: Inputs, form: Form) {
    return html`<table>
      <tbody>
        ${this.#about()!.inputs.map((input) => html`<tr><th scope="row">${inputName(input.name)}</th><td class="end">${inputFigure(inputs[input.name], input, form)}</td></tr>`)}
      </tbody>
    </table>`;
  }

  #chart(chart: CalculatorChart, form: Form) {
    const names = {
      title: [chartTitle(chart.name), unitSuffix(chart.y_unit, form.period).replace(/^%\s*/, '')].filter(Boolean).join(', '),
      x: axisName(chart.x),
      y: '',
      series: chart.series.map(({ name }) => seriesName(chart.name, name)),
      words: chart.words.map(barWord),
      guides: chart.guides.map(({ name }) => guideName(name)),
    };
    const xs = [...new Set(chart.series.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b);
    const table = [
      [names.x, ...names.series],
      ...xs.map((x) => [
        chart.words.length ? names.words[x]! : { text: figure(x, chart.x_unit, form), raw: x },
        ...chart.series.map(({ points }) => outputCell({ value: points.find(([at]) => at === x)?.[1] ?? null }, chart.y_unit, form)),
      ]),
    ];
    return html`<section class="card">
      <lw-picture .title=${names.title} .table=${table} file=${`lifeworth-${chart.name.replaceAll('_', '-')}`}>
        <lw-series-chart data-chart .chart=${chart} .names=${names} .currency=${form.currency} .minorDigits=${form.minorDigits}></lw-series-chart>
      </lw-picture>
    </section>`;
  }

  #histogram(spread: Uncertainty, form: Form, stale: boolean) {
    const output = this.#about()!.outputs.find(({ key }) => key === spread.output)!;
    const name = output.variant ? `${outputName(output.name)} (${variantName(output.variant)})` : outputName(output.name);
    const ends = spread.outputs[spread.output]!;
    if (!spread.histogram?.counts.length) return nothing;
    const { from, width, counts, below, above } = spread.histogram;
    const title = msg(str`How sure this is: ${name}`, { id: 'histogram-title' });
    const edge = (index: number) => outputFigure({ value: from + index * width }, output.unit, form);
    const row = (label: string, end: typeof ends.low) => [label, outputCell(end, output.unit, form)];
    const table = [
      [msg('Result', { id: 'result' }), msg('draws', { id: 'draws' })],
      row('2.5%', ends.low),
      row('50%', ends.median),
      row('97.5%', ends.high),
      [`< ${edge(0)}`, { text: String(below), raw: below }],
      ...counts.map((count, index) => [`${edge(index)} – ${edge(index + 1)}`, { text: String(count), raw: count }]),
      [`> ${edge(counts.length)}`, { text: String(above), raw: above }],
    ];
    return html`<section class="card ${stale ? 'stale' : ''}">
      <lw-picture .title=${title} .table=${table} file="lifeworth-ranges">
        <lw-histogram-chart data-chart .spread=${spread} .unit=${output.unit} .label=${title}></lw-histogram-chart>
      </lw-picture>
    </section>`;
  }
}
