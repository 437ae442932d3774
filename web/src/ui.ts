// What all components share: they speak the reader's language at once when it changes, and they look alike (what a card, a button, a
// field, a table is). Values come from tokens.css.
import { LitElement, type PropertyValues, css } from 'lit';
import { updateWhenLocaleChanges } from '@lit/localize';

export const ui = css`
  :host {
    display: block;
    min-width: 0;
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3 {
    font-family: var(--font-display);
    font-weight: 600;
    line-height: 1.2;
    margin: 0;
    text-wrap: balance;
  }
  h2 {
    font-size: var(--size-title);
  }
  h3 {
    font-size: var(--size-lead);
  }
  p {
    margin: 0;
    max-width: var(--measure);
  }
  h1,
  h2,
  h3,
  p,
  li,
  label {
    overflow-wrap: anywhere; /* names of files and columns may be longer than a line */
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.2em;
  }
  .muted {
    color: var(--muted);
  }
  .small {
    font-size: var(--size-small);
  }
  .card {
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    box-shadow: var(--shadow);
    padding: var(--space-5);
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr); /* wide tables scroll in their own box instead of widening the page */
    gap: var(--space-4);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    align-items: center;
  }
  .number {
    font-family: var(--font-display);
    font-size: var(--size-number);
    line-height: 1.1;
    font-variant-numeric: lining-nums tabular-nums;
    overflow-wrap: anywhere;
  }
  button,
  .button {
    font: inherit;
    min-height: 2.5rem;
    padding: var(--space-2) var(--space-4);
    border-radius: 999px;
    border: 1px solid var(--edge);
    background: transparent;
    color: var(--ink);
    cursor: pointer;
  }
  button:hover {
    border-color: var(--accent);
  }
  button[aria-pressed='true'] {
    background: var(--accent-soft);
    border-color: var(--accent);
    font-weight: 600;
  }
  button.primary {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  button.plain {
    border-color: transparent;
    color: var(--accent);
    padding-inline: var(--space-2);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  label,
  .field {
    display: grid;
    gap: var(--space-1);
    font-size: var(--size-small);
    color: var(--muted);
  }
  input,
  select {
    font: inherit;
    font-size: var(--size-text);
    color: var(--ink);
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: 0.375rem;
    min-height: 2.5rem;
    padding: var(--space-1) var(--space-2);
    max-width: 100%;
    min-width: 0;
  }
  label > input,
  label > select {
    width: 100%;
  }
  label.check {
    display: flex;
    gap: var(--space-2);
    align-items: center;
    min-height: 1.75rem;
    color: var(--ink);
  }
  label.check > input {
    flex: none;
    width: 1.15rem;
    height: 1.15rem;
    min-height: 0;
    accent-color: var(--accent);
  }
  /* fields side by side */
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(var(--field, 15rem), 100%), 1fr));
    gap: var(--space-4);
    align-items: end;
  }
  .wrong {
    color: var(--bad);
  }
  .notes {
    margin: 0;
    padding: var(--space-3) var(--space-4) var(--space-3) var(--space-6);
    background: var(--note-soft);
    border-radius: var(--radius);
    display: grid;
    gap: var(--space-1);
  }
  .notes li {
    max-width: 60rem;
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-size: var(--size-small);
    color: var(--muted);
  }
  table {
    border-collapse: collapse;
    font-size: var(--size-small);
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    text-align: start;
    padding: var(--space-1) var(--space-3) var(--space-1) 0;
    border-bottom: 1px solid var(--line);
    vertical-align: top;
  }
  th {
    font-weight: 600;
    color: var(--muted);
  }
  .end {
    text-align: end;
  }
  .scroll {
    overflow-x: auto;
    max-width: 100%;
  }
  .figures td,
  .range {
    white-space: nowrap;
  }
  details > summary {
    cursor: pointer;
    color: var(--accent);
    min-height: 1.75rem;
    width: fit-content;
  }
  details[open] > summary {
    margin-bottom: var(--space-3);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media print {
    button:not(.keep),
    .no-print {
      display: none !important;
    }
    .card {
      break-inside: avoid;
    }
    /* What small-cells.ts marks. */
    [data-hidden] {
      visibility: hidden;
    }
    [data-hidden]::after {
      visibility: visible;
      content: attr(data-hidden);
    }
    [data-masked]:not([data-full]) > *,
    :is(dd, td)[data-hidden] > * {
      display: none;
    }
    /* What is hidden takes no room, so that its mark stands where it stood. */
    td[data-hidden] {
      font-size: 0;
    }
    td[data-hidden]::after {
      font-size: var(--size-paper-table);
    }
    [data-masked]:not([data-full])::after {
      content: attr(data-masked);
    }
    [data-hidden-note]::after {
      display: block;
      font-size: var(--size-small);
      content: attr(data-hidden-note);
    }
    [data-hidden-picture] {
      display: none;
    }
    th,
    td {
      padding-block: 1px;
    }
    /* Paper cannot be scrolled: wide tables are set small and break their lines. */
    .scroll {
      overflow: visible;
    }
    .scroll table {
      font-size: min(var(--size-small), var(--size-paper-table));
      line-height: 1.3;
    }
    .scroll :is(th, td) {
      padding-inline-end: var(--space-1);
      white-space: normal;
    }
    .scroll th {
      overflow-wrap: break-word;
      hyphens: auto;
    }
    .scroll .range {
      white-space: normal;
      font-size: inherit;
    }
    .scroll table:has(th:nth-child(9)) {
      font-size: 0.58rem; /* 7 pt */
    }
    .scroll table:has(th:nth-child(9)) :is(th, td) {
      padding-inline-end: 2px;
    }
    /* Rows of so many columns that no type would be small enough go on in the next line, each cell below the head of its column. */
    .scroll table:has(th:nth-child(15)),
    .scroll table:has(th:nth-child(15)) :is(thead, tbody) {
      display: block;
    }
    .scroll table:has(th:nth-child(15)) tr {
      display: flex;
      flex-wrap: wrap;
    }
    .scroll table:has(th:nth-child(15)) :is(th, td) {
      flex: 0 0 2.75rem;
      min-width: 0; /* of like width in every row */
    }
    .scroll table:has(th:nth-child(15)) :is(th, td):nth-child(2) {
      flex-basis: 4rem;
    }
    .scroll table:has(th:nth-child(15)) :is(th, td):first-child {
      flex-basis: 4.5rem;
    }
  }
`;

/** A <dl class="numbers">: a few numbers side by side under their names; `--number` is the least width of one. */
export const numberList = css`
  .numbers {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(var(--number, 14rem), 100%), 1fr));
    gap: var(--space-4);
    margin: 0;
  }
  .numbers dt {
    font-size: var(--size-small);
    color: var(--muted);
  }
  .numbers dd {
    margin: 0;
  }
  .numbers .number {
    font-size: var(--size-title);
    line-height: 1.4;
  }
`;

/** A component of the page; it renders again when the language changes. */
export class UiElement extends LitElement {
  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }
}

/** One of the large parts of a view. Its first rendering is a task of its own, so that a view that shows many of them at once does not keep the page from answering. When its
    heading (h2 with the id "title") comes, goes or changes it tells so by the event "titled". */
export class LargeElement extends UiElement {
  #title: string | null = null;

  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await new Promise((done) => setTimeout(done));
    super.scheduleUpdate();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const title = this.renderRoot.querySelector('h2#title')?.textContent?.trim() ?? null;
    if (title === this.#title) return;
    this.#title = title;
    this.dispatchEvent(new CustomEvent('titled', { bubbles: true }));
  }
}
