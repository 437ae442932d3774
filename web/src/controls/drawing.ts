// How far an answer with drawn intervals has come, with a way to stop and to go on: first what is not drawn is computed, then it is drawn. In: what is asked. Out: its markup, one
// and the same from the wait to the end, so that whoever has its button in hand keeps it; nothing once all is drawn.
import { type TemplateResult, css, html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import { percent } from '../format';

interface Drawing {
  answer: { drawn: number } | null;
  running: boolean;
  waiting: boolean;
  stop: () => void;
  goOn: () => void;
}

export const drawingStyles = css`
  progress {
    width: 100%;
    accent-color: var(--accent);
  }
`;

const computing = ({ answer, running }: Drawing): string => {
  if (running) return msg('Computing …', { id: 'progress-computing' });
  return answer ? msg('Stopped. What stands here was found before you changed something.', { id: 'drawing-stopped-old' }) : msg('Stopped before anything was found.', { id: 'drawing-stopped-early' });
};

const drawn = ({ running }: Drawing): string =>
  running
    ? msg('Intervals are being drawn: your customers are drawn anew many times, and what comes out each time is compared.', { id: 'drawing-running' })
    : msg('Stopped. From a part of the draws no interval can be told, so nothing is shown here.', { id: 'drawing-stopped' });

export function drawing(what: Drawing): TemplateResult | typeof nothing {
  const { answer, running, waiting, stop, goOn } = what;
  const far = waiting || !answer ? null : answer.drawn;
  if (!waiting && (far === null || far >= 1)) return nothing;
  const onward = waiting ? msg('Go on computing', { id: 'drawing-go-on-computing' }) : msg('Go on drawing', { id: 'drawing-go-on' });
  return html`<div class="stack drawing">
    <p role="status">${waiting ? computing(what) : drawn(what)}</p>
    <progress
      aria-label=${far === null ? msg('Being computed', { id: 'drawing-computing' }) : msg('Progress of the draws', { id: 'drawing-progress' })}
      max="1"
      value=${far ?? (running ? nothing : 0)}
    ></progress>
    <div class="row">
      <span class="muted small">${far === null ? nothing : msg(str`${percent(far)} drawn`, { id: 'drawing-share' })}</span>
      <button @click=${running ? stop : goOn}>${running ? msg('Stop', { id: 'drawing-stop' }) : onward}</button>
    </div>
  </div>`;
}
