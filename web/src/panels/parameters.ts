// A fitted model's parameters as its paper writes them. In: a fit. Out: a table with standard errors, and the log-likelihood.
import { type TemplateResult, html } from 'lit';
import { msg, str } from '@lit/localize';
import { decimal, significant, whole } from '../format';
import type { FittedModel } from '../protocol';

const symbols: Record<string, string> = { alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ' };

export function parametersOf(fit: Pick<FittedModel, 'parameters' | 'log_likelihood' | 'customers'>): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${msg('Parameter', { id: 'parameter' })}</th>
        <th scope="col" class="end">${msg('Value', { id: 'value' })}</th>
        <th scope="col" class="end">${msg('Standard error', { id: 'standard-error' })}</th>
      </tr>
    </thead>
    <tbody>
      ${fit.parameters.map(
        ({ name, value, standard_error }) => html`<tr>
          <th scope="row">${symbols[name] ?? name}</th>
          <td class="end">${significant(value)}</td>
          <td class="end">${significant(standard_error, 3)}</td>
        </tr>`,
      )}
    </tbody>
  </table>
  <p class="small">${msg(str`Log-likelihood ${decimal(fit.log_likelihood, 2)}, n = ${whole(fit.customers)}`, { id: 'log-likelihood' })}</p>`;
}
