// One of a few views of a panel, all of them in sight. In: their names and the one in use. Out: radio buttons; `take` hears which one is wanted.
import { type TemplateResult, css, html } from 'lit';

export const radioStyles = css`
  .choices {
    column-gap: var(--space-4);
    row-gap: var(--space-1);
  }
  input[type='radio'] {
    accent-color: var(--accent);
  }
`;

export const radioChoice = <Value extends string>(
  legend: string,
  name: string,
  choices: readonly (readonly [Value, string])[],
  chosen: Value,
  take: (value: Value) => void,
): TemplateResult =>
  html`<fieldset>
    <legend>${legend}</legend>
    <div class="row choices">
      ${choices.map(
        ([value, text]) => html`<label class="check"><input type="radio" name=${name} value=${value} .checked=${value === chosen} @change=${() => take(value)} />${text}</label>`,
      )}
    </div>
  </fieldset>`;
