// How far the draws of an interval have come, with a way to stop and to go on. In: what is drawn. Out: its markup; nothing once all is drawn.
import { type TemplateResult, css, html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import { percent } from '../format';

interface Drawing {
  answer: { drawn: number } | null;
  running: boolean;
  stop: () => void;
  goOn: () => void;
}

export const drawingStyles = css`
  progress {
    width: 100%;
    accent-color: var(--accent);
  }
`;

export function drawing({ answer, running, stop, goOn }: Drawing): TemplateResult | typeof nothing {
  if (!answer || answer.drawn >= 1) return nothing;
  const far = percent(answer.drawn);
  return html`<div class="stack drawing">
    <p role="status">
      ${running
        ? msg('Intervals are being drawn: your customers are drawn anew many times, and what comes out each time is compared.', { id: 'drawing-running' })
        : msg('Stopped. From a part of the draws no interval can be told, so nothing is shown here.', { id: 'drawing-stopped' })}
    </p>
    <progress aria-label=${msg('Progress of the draws', { id: 'drawing-progress' })} max="1" value=${answer.drawn}></progress>
    <div class="row">
      <span class="muted small">${msg(str`${far} drawn`, { id: 'drawing-share' })}</span>
      ${running
        ? html`<button @click=${stop}>${msg('Stop', { id: 'drawing-stop' })}</button>`
        : html`<button @click=${goOn}>${msg('Go on drawing', { id: 'drawing-go-on' })}</button>`}
    </div>
  </div>`;
}
