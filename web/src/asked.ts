// What a panel asks the core by itself. In: a question, whenever it may have changed. Out: the last answer; a failure becomes the panel's event "failed".
// Questions are numbered by their text, so that neither a late answer to an earlier one nor one from another file's engine is ever shown.
import type { ReactiveControllerHost } from 'lit';
import { type Engine, isAbort } from './engine';
import type { Answers } from './protocol';

export class Asked<Kind extends keyof Answers> {
  /** What was found before stays until the next answer. */
  answer: Answers[Kind]['result'] | null = null;
  #engine: Engine | null = null;
  #question = '';

  constructor(
    private readonly panel: ReactiveControllerHost & EventTarget,
    private readonly kind: Kind,
  ) {}

  /** The same question of the same engine is asked once. */
  async ask(engine: Engine, request: Answers[Kind]['request']): Promise<void> {
    const question = JSON.stringify(request);
    if (engine === this.#engine && question === this.#question) return;
    [this.#engine, this.#question] = [engine, question];
    const last = () => engine === this.#engine && question === this.#question;
    try {
      const answer = await engine.compute(this.kind, request);
      if (!last()) return;
      this.answer = answer;
      this.panel.requestUpdate();
    } catch (error) {
      if (last() && !isAbort(error)) this.panel.dispatchEvent(new CustomEvent('failed', { detail: error }));
    }
  }
}
