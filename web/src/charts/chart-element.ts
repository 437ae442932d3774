// A chart is a custom element that knows its width and draws again when that or the language changes.
import { css } from 'lit';
import { state } from 'lit/decorators.js';
import { UiElement, ui } from '../ui';

export abstract class ChartElement extends UiElement {
  static override styles = [
    ui,
    css`
      svg {
        display: block;
        max-width: 100%;
        height: auto;
        overflow: visible;
        color: var(--ink);
        font-family: var(--font-text);
      }
      figure {
        margin: 0;
      }
    `,
  ];

  /** CSS pixels; drawing starts when it is known. */
  @state() protected width = 0;
  #observer = new ResizeObserver(([entry]) => {
    this.width = Math.round(entry?.contentRect.width ?? 0);
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    this.#observer.disconnect();
    super.disconnectedCallback();
  }
}

/** A chart is one picture to a screen reader: its label says what it shows, the table beside it has the numbers. */
export function asPicture(chart: Element): Element {
  chart.setAttribute('role', 'img');
  for (const part of chart.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
  return chart;
}

/** Observable Plot puts a <style> element with this class into each chart; the page's policy allows it by its hash. */
export const chartClass = 'chart';
