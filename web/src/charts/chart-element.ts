// A chart is a custom element that knows its width and draws again when that, what it shows or the language changes; what nobody sees waits until it is
// near the screen or goes to paper, so that dragging a slider draws only what is watched.
import { css } from 'lit';
import { state } from 'lit/decorators.js';
import { LargeElement, ui } from '../ui';

export abstract class ChartElement extends LargeElement {
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
      @media print {
        svg {
          max-height: var(--tallest, none);
        }
      }
    `,
  ];

  /** CSS pixels; drawing starts when it is known. */
  @state() protected width = 0;
  #observer = new ResizeObserver(([entry]) => {
    this.width = Math.round(entry?.contentRect.width ?? 0);
  });

  #near = true;
  #waiting = false;
  #nearness = new IntersectionObserver(
    ([entry]) => {
      this.#near = entry?.isIntersecting ?? true;
      if (this.#near) this.#catchUp();
    },
    { rootMargin: '300px' },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
    this.#nearness.observe(this);
    window.addEventListener('beforeprint', this.#print);
  }

  /** The first drawing is made in any case. */
  protected override shouldUpdate(): boolean {
    if (this.#near || !this.renderRoot.querySelector('svg')) return true;
    this.#waiting = true;
    return false;
  }

  #catchUp(): void {
    if (this.#waiting) this.requestUpdate();
    this.#waiting = false;
  }

  #print = (): void => {
    this.#near = true;
    this.#catchUp();
  };

  override disconnectedCallback(): void {
    this.#observer.disconnect();
    this.#nearness.disconnect();
    window.removeEventListener('beforeprint', this.#print);
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
