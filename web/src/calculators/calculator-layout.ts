// How a calculator is laid out: on a phone, on a desk, before an audience (`presenting`), on paper. Values come from tokens.css.
import { css } from 'lit';

export const layout = css`
  .head {
    gap: var(--space-2);
  }
  .lead-text {
    font-size: var(--size-lead);
    color: var(--muted);
  }
  .inline {
    display: flex;
    align-items: center;
    gap: var(--space-2);
  }
  .inline > select {
    width: auto;
    min-height: 2.25rem;
    font-size: var(--size-small);
  }
  .two,
  .pictures {
    display: grid;
    gap: var(--space-5);
    grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr));
    align-items: start;
  }
  .stale {
    opacity: 0.55;
  }
  .print-only {
    display: none;
  }
  :host([embedded]) {
    --downloads: none;
  }
  :host([presenting]) {
    font-size: 1.25rem;
    --size-small: 1.0625rem;
    --size-text: 1.25rem;
    --size-lead: 1.5rem;
    --size-title: 2.25rem;
    --size-hero: clamp(3rem, 2rem + 5vw, 6rem);
    --measure: 60rem;
    --hints: none;
  }
  :host([presenting]) .two {
    grid-template-columns: minmax(0, 1fr) minmax(0, 1.4fr);
  }
  @media (max-width: 50rem) {
    :host([presenting]) .two {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  /* One page: inputs, result, pictures, formula, sources. */
  @media print {
    :host {
      --size-small: 7.5pt;
      --size-text: 8.5pt;
      --size-lead: 9.5pt;
      --size-title: 14pt;
      --space-1: 1pt;
      --space-2: 2pt;
      --space-3: 4pt;
      --space-4: 5pt;
      --space-5: 7pt;
      --tallest: 3.7cm;
      font-size: 8.5pt;
      line-height: 1.3;
    }
    .print-only {
      display: block;
    }
    lw-lever-panel,
    .pictures > :nth-child(n + 3) {
      display: none;
    }
    .explained {
      grid-column: 1 / -1;
    }
    lw-series-chart,
    lw-histogram-chart {
      width: 72%;
      margin-inline: auto;
    }
    .print-only :is(th, td) {
      font-weight: 400;
      line-height: 1.2;
    }
    .print-only td {
      white-space: nowrap;
    }
    .print-only table {
      width: 100%;
    }
    .two,
    .pictures {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: var(--space-5);
    }
    .two {
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    }
    .lead-text {
      font-size: var(--size-text);
    }
  }
`;
