// The models of how long contracts last side by side: what each foresaw, how it fits, what it says today's contracts are worth. In: contracts of the core,
// money as text. Out: markup.
import { html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import { ranged } from '../controls/tables';
import { day, decimal, whole } from '../format';
import type { Contracts, Estimate, TriedLife } from '../protocol';
import { lifeModelName } from './contract-words';

const name = ({ code, chosen }: TriedLife) => html`<th scope="row">${lifeModelName(code)}${chosen ? html` <span class="small">✓ ${msg('in use', { id: 'models-in-use' })}</span>` : nothing}</th>`;

const unsettled = (model: TriedLife, columns: number) => html`<tr>
  ${name(model)}
  <td colspan=${columns} class="muted">${msg('not settled by these data', { id: 'contract-unsettled' })}</td>
</tr>`;

const parametersOf = ({ fit }: TriedLife): string => fit!.parameters.map(({ name: letter, value, standard_error }) => `${letters[letter] ?? letter} = ${decimal(value, 3)} ± ${decimal(standard_error, 3)}`).join(', ');
const letters: Record<string, string> = { retention: 'r', alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ' };

export function modelsTable({ models, holdout }: Contracts, cash: (minor: number) => string) {
  const label = msg('Models of how long contracts last', { id: 'contract-models' });
  const infinite = (model: TriedLife, estimate: Estimate | null, text: (value: number) => string) => (estimate || model.periods ? ranged(estimate, text) : msg('infinite', { id: 'contract-infinite' }));
  return html`<h3>${label}</h3>
    ${holdout
      ? html`<p class="small muted">
          ${msg(str`Fitted to what was known on ${day(holdout.calibration_end)}: of the ${whole(holdout.contracts)} contracts on hand then, ${whole(holdout.left)} are still there. The score is the logarithm of the chance, by the model, of all ${whole(holdout.decisions)} renewals and losses since: the greater, the better.`, { id: 'contract-held-out' })}
        </p>`
      : nothing}
    <div class="scroll figures" tabindex="0" role="region" aria-label=${label}>
      <table>
        <thead>
          <tr>
            <th scope="col">${msg('Model', { id: 'models-model' })}</th>
            ${holdout
              ? html`<th scope="col" class="end">${msg('Expected to be left', { id: 'contract-expected-left' })}</th>
                  <th scope="col" class="end">${msg('Score', { id: 'models-score' })}</th>`
              : nothing}
            <th scope="col" class="end">AIC</th>
            <th scope="col" class="end">BIC</th>
            <th scope="col" class="end">${msg('Payments of a new contract, discounted', { id: 'contract-periods' })}</th>
            <th scope="col" class="end">${msg('Worth of today’s contracts', { id: 'contract-base' })}</th>
          </tr>
        </thead>
        <tbody>
          ${models.map((model) =>
            model.fit
              ? html`<tr>
                  ${name(model)}
                  ${holdout
                    ? html`<td class="end">${ranged(model.held_out?.expected ?? null, whole)}</td>
                        <td class="end">${model.held_out ? decimal(model.held_out.log_score, 1) : '–'}</td>`
                    : nothing}
                  <td class="end">${decimal(model.akaike!, 1)}</td>
                  <td class="end">${decimal(model.schwarz!, 1)}</td>
                  <td class="end">${infinite(model, model.periods, (value) => decimal(value, 1))}</td>
                  <td class="end">${infinite(model, model.base, cash)}</td>
                </tr>`
              : unsettled(model, holdout ? 6 : 4),
          )}
          ${holdout
            ? html`<tr>
                <th scope="row">${msg('Actual', { id: 'actual' })}</th>
                <td class="end"><strong>${whole(holdout.left)}</strong></td>
                <td colspan="5"></td>
              </tr>`
            : nothing}
        </tbody>
      </table>
    </div>
    <p class="small muted">
      ${msg(str`Fitted to all ${whole(models.find(({ fit }) => fit)?.fit?.customers ?? 0)} contracts of known age; lower AIC and BIC are better.`, { id: 'contract-fitted' })}
      ${models.filter(({ fit }) => fit).map((model) => html`${lifeModelName(model.code)} (${parametersOf(model)}). `)}
    </p>`;
}
