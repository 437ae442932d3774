// One of several, as a list to choose from. In: what it asks, what is in force, what there is. Out: `take`, once another one has settled.
import { html, nothing } from 'lit';
import { whenSettled } from './settled';

export function settledChoice<Value extends string>(label: string, value: Value, choices: (readonly [Value, string])[], take: (value: Value) => void, name = '') {
  const settle = whenSettled<HTMLSelectElement>((select) => {
    if (select.value !== value) take(select.value as Value);
  });
  return html`<label
    >${label}
    <select name=${name || nothing} @keydown=${settle.keydown} @pointerdown=${settle.pointerdown} @change=${settle.change} @blur=${settle.blur}>
      ${choices.map(([each, text]) => html`<option value=${each} .selected=${each === value}>${text}</option>`)}
    </select>
  </label>`;
}
