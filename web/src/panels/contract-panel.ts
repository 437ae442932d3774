// <lw-contract-panel>: contract or not, with its reason and a choice; where there are contracts, how long they last, three models of it, and what new ones and
// those on hand are worth. In: an engine and settings; `alone` where no other panel shows the settings. What a person chose is kept here and the core is asked.
// Out: "settings" (Partial<Settings>), where alone; "chosen" (ContractChosen).
import { type PropertyValues, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import '../charts/contract-chart';
import { Asked } from '../asked';
import { notes, said } from '../controls/said';
import { SettledFields, numberFromTo } from '../controls/settled-field';
import { settledChoice } from '../controls/settled-choice';
import { asTable, ranged } from '../controls/tables';
import type { Engine } from '../engine';
import { day, decimal, interval, money, percent, whole } from '../format';
import type { BillingPeriod, ContractAnswer, ContractChosen, ContractRequest, Contracts, LifeModel, Settings } from '../protocol';
import { LargeElement, numberList, ui } from '../ui';
import { modelsTable } from './contract-models';
import { lifeModelName, periodName, periodNames } from './contract-words';
import { numberEntry } from './numbers';

type Choice = Pick<ContractRequest, 'setting' | 'period' | 'life_model'>;
const asSeen: Choice = { setting: 'auto', period: 'auto', life_model: 'auto' };
const share = (value: number): string => percent(value, 1);

@customElement('lw-contract-panel')
export class ContractPanel extends LargeElement {
  static override styles = [
    ui,
    numberList,
    css`
      .choices {
        align-items: end;
      }
      .fields {
        --field: 11rem;
      }
    `,
  ];

  @property({ attribute: false }) engine!: Engine;
  @property({ attribute: false }) settings!: Settings;
  @property({ type: Boolean }) alone = false;
  @state() private choice: Choice = asSeen;
  readonly #fields = new SettledFields(this);
  readonly #asked = new Asked(this, 'contract');

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('engine')) [this.choice, this.#asked.answer] = [asSeen, null]; // another file
    const { model: _, ...settings } = this.settings; // of buying, which contracts have none of
    void this.#asked.ask(this.engine, { ...settings, ...this.choice });
  }

  override render() {
    const { answer } = this.#asked;
    if (!answer) return nothing;
    const { contract } = answer;
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${contract ? msg('Contracts: how long they last, and what they are worth', { id: 'contract-title' }) : msg('Contract or not?', { id: 'contract-question' })}</h2>
      ${this.#setting(answer)} ${contract ? this.#contracts(answer, contract) : nothing}
    </section>`;
  }

  // ------------------------------------------------------------------ which setting

  #setting({ setting, period, contract }: ContractAnswer) {
    const settings: [ContractRequest['setting'], string][] = [
      ['auto', msg('Automatic: as the file shows', { id: 'contract-auto' })],
      ['contract', msg('Contract: one sees when customers leave', { id: 'contract-yes' })],
      ['no_contract', msg('No contract: nobody says goodbye', { id: 'contract-no' })],
    ];
    const periods: [BillingPeriod | 'auto', string][] = [['auto', msg(str`Automatic: ${periodName(period.value)}`, { id: 'contract-period-auto' })], ...periodNames()];
    if (this.choice.period !== 'auto') periods[0] = ['auto', msg('Automatic', { id: 'contract-period-any' })];
    return html`<p role="status">
        ${setting.by === 'person' ? html`<strong>${setting.value === 'contract' ? msg('Taken as contracts, as you chose.', { id: 'contract-chosen' }) : msg('Taken as no contract, as you chose.', { id: 'contract-not-chosen' })}</strong> ${msg('What the file shows:', { id: 'contract-file-shows' })}` : nothing}
        ${said(setting.reason)}
      </p>
      ${contract ? nothing : html`<p class="small muted">${msg('With a contract (subscription, membership, insurance) leaving is seen: customers stop paying. Without one it can only be inferred, as the predictions on this page do. If customers of yours pay by a contract, choose it: the predictions would not fit them.', { id: 'contract-why' })}</p>`}
      <div class="row choices no-print">
        ${settledChoice(msg('Contract or not', { id: 'contract-setting' }), this.choice.setting, settings, (setting) => this.#choose({ setting }), 'setting')}
        ${contract ? settledChoice(msg('Billing period', { id: 'contract-period' }), this.choice.period, periods, (period) => this.#choose({ period }), 'period') : nothing}
      </div>`;
  }

  #choose(change: Partial<Choice>): void {
    this.choice = { ...this.choice, ...change };
    const { setting, period } = this.choice;
    this.dispatchEvent(new CustomEvent<ContractChosen>('chosen', { detail: { engine: this.engine, setting, period } }));
  }

  /** Where no panel of orders shows them. */
  #assumptions({ first_day, observation_end }: ContractAnswer) {
    const { margin, discount, horizon_months } = this.settings;
    const tell = (detail: Partial<Settings>) => this.dispatchEvent(new CustomEvent('settings', { detail }));
    const number = (label: string, name: 'margin' | 'discount' | 'horizon_months', value: number, unit: number, [low, high]: [number, number]) =>
      this.#fields.number({ label, name, value, demand: numberFromTo(low, high), take: (read) => tell({ [name]: read }) }, { range: [low, high], unit, whole: unit === 1 });
    return html`<div class="fields no-print" role="group" aria-label=${msg('Assumptions', { id: 'assumptions' })}>
      ${number(msg('Margin, % of revenue', { id: 'margin' }), 'margin', margin, 0.01, [0, 100])} ${number(msg('Discount, % a year', { id: 'discount' }), 'discount', discount, 0.01, [0, 1000])}
      ${number(msg('Months ahead', { id: 'horizon' }), 'horizon_months', horizon_months, 1, [1, 120])}
      ${this.#fields.day(
        {
          label: msg('Observation ends', { id: 'observation-end' }),
          name: 'observation_end',
          value: observation_end,
          demand: msg(str`A day from ${day(first_day)} on.`, { id: 'contract-day-from' }),
          take: (read) => tell({ observation_end: read }),
        },
        [first_day, '9999-12-31'],
      )}
    </div>`;
  }

  // ------------------------------------------------------------------ contracts

  #contracts(answer: ContractAnswer, contract: Contracts) {
    const cash = (minor: number) => money(minor, answer.currency, answer.minor_digits);
    return html`${this.alone
        ? this.#assumptions(answer)
        : html`<p class="small muted">
            ${msg('The parts of this page that infer who is still a customer (value to come, models of buying, how long customers stay, the chances of single customers) are made for shops without a contract. They do not fit contracts: they take a customer between two payments for one who may have left, and expect payments at random times. Go by the numbers here instead.', { id: 'contract-others' })}
          </p>`}
      ${this.#counts(answer, contract)}
      <dl class="numbers">${this.#payment(answer, contract, cash)} ${this.#lasting(contract)} ${this.#remaining(contract)} ${this.#worth(contract, cash)}</dl>
      ${contract.hidden ? html`<p>${said(contract.hidden)}</p>` : nothing}
      ${notes(contract.caveats)}
      ${contract.periods.length ? this.#curve(contract) : nothing}
      ${contract.models.some(({ fit }) => fit) ? html`${modelsTable(contract, cash)} ${this.#modelChoice(contract)}` : nothing} ${this.#how(answer, contract)}`;
  }

  #counts({ observation_end, source, period }: ContractAnswer, { contracts, customers, active, ended, leaving, came_back, grace_days }: Contracts) {
    return html`<p>
      ${msg(str`On ${day(observation_end)}, of ${whole(contracts)} contracts of ${whole(customers)} customers ${whole(active)} run and ${whole(ended)} have ended. A period is ${periodName(period.value)}.`, { id: 'contract-counts' })}
      ${leaving ? msg(str`${whole(leaving)} of those that run are cancelled and paid until their period is over.`, { id: 'contract-leaving' }) : nothing}
      ${came_back ? msg(str`${whole(came_back)} contracts belong to customers who had left and came back; each counts as a new one.`, { id: 'contract-came-back' }) : nothing}
      ${source === 'orders' ? msg(str`A contract counts as ended when its next payment is more than ${whole(grace_days)} days overdue.`, { id: 'contract-grace' }) : msg('Starts and ends are those in the file.', { id: 'contract-told' })}
    </p>`;
  }

  #payment({ margin, costs }: ContractAnswer, { payment }: Contracts, cash: (minor: number) => string) {
    const label = costs ? msg('Profit a period and contract, after costs', { id: 'contract-payment-costs' }) : msg(str`Profit a period and contract, at a margin of ${percent(margin, 2)}`, { id: 'contract-payment' });
    return payment ? numberEntry(label, payment, cash) : nothing;
  }

  #worth({ payment, new_worth, new_within, base, base_within, horizon_end, models }: Contracts, cash: (minor: number) => string) {
    if (!payment || !models.some(({ fit }) => fit)) return nothing;
    const within = msg(str`Of this, until ${day(horizon_end)}`, { id: 'contract-within' });
    const infinite = msg('infinite', { id: 'contract-infinite' });
    return html`${numberEntry(msg('A new contract is worth', { id: 'contract-new' }), new_worth, cash, infinite)} ${numberEntry(within, new_within, cash)}
    ${numberEntry(msg('Today’s contracts are worth from now on', { id: 'contract-base-now' }), base, cash, infinite)} ${numberEntry(within, base_within, cash)}`;
  }

  /** Of a contract that runs. */
  #remaining({ remaining_periods, remaining_within, horizon_end, models }: Contracts) {
    if (!models.some(({ fit }) => fit) || !remaining_within) return nothing;
    const periods = (value: number) => decimal(value, 1);
    return html`${numberEntry(msg('A contract that runs goes on for, further periods', { id: 'contract-remaining' }), remaining_periods, periods, msg('infinite', { id: 'contract-infinite' }))}
    ${numberEntry(msg(str`Of this, until ${day(horizon_end)}`, { id: 'contract-within' }), remaining_within, periods)}`;
  }

  #lasting({ churn, median_periods, mean_periods, mean_within }: Contracts) {
    const periods = (value: number) => decimal(value, 1);
    const { value, low, high, n } = median_periods;
    const range = low === null && high === null ? '' : interval({ low: low ?? 1, high }, whole);
    return html`${churn ? numberEntry(msg('Lost at the end of a period', { id: 'contract-churn' }), churn, share) : nothing}
      <div>
        <dt>${msg('Half are lost after, periods', { id: 'contract-median' })}</dt>
        <dd>
          <div class="number">${value === null ? '–' : whole(value)}</div>
          <div class="small muted">
            ${value === null ? msg(str`More than half are left as far as can be seen, n\u00a0=\u00a0${whole(n)}`, { id: 'contract-no-median' }) : msg(str`95% interval ${range}, n\u00a0=\u00a0${whole(n)}`, { id: 'contract-median-interval' })}
          </div>
        </dd>
      </div>
      ${mean_periods ? numberEntry(msg(str`Payments within the first ${whole(mean_within)} periods, on average`, { id: 'contract-mean' }), mean_periods, periods) : nothing}`;
  }

  #curve({ periods, models }: Contracts) {
    const seen = [{ period: 0, share: 1, low: null, high: null }, ...periods.flatMap(({ period, left }) => (left ? [{ period, share: left.value, low: left.low, high: left.high }] : []))];
    return html`<h3>${msg('How many are left', { id: 'contract-left' })}</h3>
      <lw-contract-chart
        .label=${msg('Share of contracts left after each period: as seen, and by each model', { id: 'contract-alt' })}
        .x=${msg('periods since the beginning', { id: 'contract-x' })}
        .seenName=${msg('seen, with 95% intervals', { id: 'contract-seen' })}
        .seen=${seen}
        .lines=${models.filter(({ fit }) => fit).map(({ code, chosen, curve }) => ({ name: lifeModelName(code), chosen, curve }))}
      ></lw-contract-chart>
      ${asTable(msg('Renewals by age', { id: 'contract-table' }), this.#renewals(periods))}`;
  }

  #renewals(periods: Contracts['periods']) {
    return html`<table>
      <thead>
        <tr>
          <th scope="col" class="end">${msg('Period', { id: 'contract-period-number' })}</th>
          <th scope="col" class="end">${msg('Reached its end (n)', { id: 'contract-could' })}</th>
          <th scope="col" class="end">${msg('Renewed', { id: 'contract-renewed' })}</th>
          <th scope="col" class="end">${msg('Share renewed', { id: 'contract-retention' })}</th>
          <th scope="col" class="end">${msg('Left of all who began', { id: 'contract-survival' })}</th>
        </tr>
      </thead>
      <tbody>
        ${periods.map(
          ({ period, could, renewed, retention, left }) => html`<tr data-n=${could}>
            <th scope="row" class="end">${whole(period)}</th>
            <td class="end">${whole(could)}</td>
            <td class="end">${whole(renewed)}</td>
            <td class="end">${ranged(retention, share)}</td>
            <td class="end">${ranged(left, share)}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #modelChoice({ models, chosen_by }: Contracts) {
    const automatic =
      chosen_by === 'likelihood'
        ? msg('Automatic: the best fit for its number of parameters', { id: 'contract-auto-fit' })
        : msg('Automatic: the one that foresaw the held-out renewals best', { id: 'contract-auto-held' });
    const choices: [LifeModel | 'auto', string][] = [['auto', automatic], ...models.filter(({ fit }) => fit).map(({ code }): [LifeModel, string] => [code, lifeModelName(code)])];
    return html`<div class="row no-print">
      ${settledChoice(msg('Model for the values', { id: 'contract-model' }), this.choice.life_model, choices, (value) => (this.choice = { ...this.choice, life_model: value }), 'life_model')}
    </div>`;
  }

  #how({ source }: ContractAnswer, { discount_per_period }: Contracts) {
    return html`<details>
      <summary>${msg('How this is computed', { id: 'base-how' })}</summary>
      <ul>
        <li>
          ${source === 'orders'
            ? msg('From payments: one at least half a period after the last begins the next period; earlier ones belong to the same. A renewal counts, and so does its absence, only when the days of grace are over, so that those who pay early are not counted before those who do not pay.', { id: 'contract-how-payments' })
            : msg('From subscriptions: those of one customer that overlap or follow each other at once are one contract. Who cancels within a period leaves at its end.', { id: 'contract-how-subscriptions' })}
        </li>
        <li>${msg('Left of all who began: Kaplan & Meier (1958), so that contracts that still run count for as long as they were seen; intervals by Greenwood (1926) on the scale of ln(−ln S). Share renewed: Wilson’s interval.', { id: 'contract-how-curve' })}</li>
        <li>${msg('Constant retention: S(t) = rᵗ. sBG: each customer has a chance of leaving of their own, which does not change, so that those who leave easily go first and retention rises with age: r(t) = (β + t − 1) ÷ (α + β + t − 1) (Fader & Hardie 2007). BdW: it may change with time, too (Fader, Hardie, Liu, Davin & Steenburgh 2018).', { id: 'contract-how-models' })}</li>
        <li>${msg(str`A new contract: profit a period × Σ S(t) ÷ (1 + d)ᵗ, the first payment now; d = ${percent(discount_per_period, 2)} a period. It supposes that how much customers pay and how long they stay have nothing to do with each other.`, { id: 'contract-how-new' })}</li>
        <li>${msg('Today’s contracts: for each one its own payment × Σ S(n + t) ÷ S(n) ÷ (1 + d)ᵗ, after n renewals, from its next due day on (Fader & Hardie 2010). Cancelled ones are worth nothing more.', { id: 'contract-how-base' })}</li>
        <li>${msg('Intervals of values: delta method on logarithms, from the uncertainty of the model’s parameters and of the mean payment. They do not hold the doubt which model is right, nor what single customers will do.', { id: 'contract-how-intervals' })}</li>
      </ul>
    </details>`;
  }
}
