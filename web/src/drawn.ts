// What a panel asks the core whose intervals are drawn: in slices, so that progress is seen and stopping is felt at once. In: a question, whenever it may have changed. Out: the last
// answer, which says how much of the drawing is done, and whether the first answer keeps one waiting; a failure becomes the panel's event "failed". As in asked.ts, no late
// answer to an earlier question is ever shown.
import type { ReactiveControllerHost } from 'lit';
import { type Engine, isAbort } from './engine';
import type { Answers } from './protocol';

type Sliced = 'acquisition' | 'score_changes';

/** Until then a wait is none, in milliseconds. */
const unnoticed = 200;
/** So long a slice may take, in milliseconds. */
const patience = 80;
const fewestSteps = 100_000;
/** What this machine makes of the core's steps in that time, learnt from slice to slice. */
let pace = 2_000_000;

export class Drawn<Kind extends Sliced> {
  /** What was found before stays until the next answer. */
  answer: Answers[Kind]['result'] | null = null;
  running = false;
  /** For the first answer to this question, which holds all that is not drawn, long enough to say so; still true after a stop. */
  waiting = false;
  #answered = false;
  #engine: Engine | null = null;
  #request: Answers[Kind]['request'] | null = null;
  #question = '';
  /** The run that counts; another question or a stop begins a new one. */
  #run = 0;

  constructor(
    private readonly panel: ReactiveControllerHost & EventTarget,
    private readonly kind: Kind,
  ) {}

  /** The same question of the same engine is asked once. */
  ask(engine: Engine, request: Answers[Kind]['request']): void {
    const question = JSON.stringify(request);
    if (engine === this.#engine && question === this.#question) return;
    [this.#engine, this.#request, this.#question] = [engine, request, question];
    // Whoever has the way to stop an earlier question before them keeps it.
    this.waiting &&= this.running;
    this.#answered = false;
    this.goOn();
  }

  stop = (): void => {
    this.#run += 1;
    this.running = false;
    this.panel.requestUpdate();
  };

  /** The core keeps what was drawn before a stop. */
  goOn = (): void => void this.#draw(this.#engine!, this.#request!);

  async #draw(engine: Engine, request: Answers[Kind]['request']): Promise<void> {
    const run = ++this.#run;
    this.running = true;
    this.panel.requestUpdate();
    if (!this.#answered) setTimeout(() => run === this.#run && this.#keepWaiting(), unnoticed);
    try {
      for (let slice = 0; run === this.#run; slice += 1) {
        const begin = performance.now();
        const answer = await engine.compute(this.kind, { ...request, steps: pace });
        if (run !== this.#run) return;
        // The first slice begins with everything that is not drawn, and the last one ends early.
        if (slice > 0 && answer.drawn < 1) pace = Math.max(fewestSteps, Math.round(Math.min(2 * pace, (pace * patience) / Math.max(1, performance.now() - begin))));
        this.answer = answer;
        [this.#answered, this.waiting] = [true, false];
        this.running = answer.drawn < 1;
        this.panel.requestUpdate();
        if (!this.running) return;
      }
    } catch (error) {
      if (run !== this.#run) return;
      this.running = this.waiting = false;
      this.panel.requestUpdate();
      if (!isAbort(error)) this.panel.dispatchEvent(new CustomEvent('failed', { detail: error }));
    }
  }

  #keepWaiting(): void {
    if (this.#answered || !this.running) return;
    this.waiting = true;
    this.panel.requestUpdate();
  }
}
