// Calculators ask the core through this. Two engines of their own: one answers at once, one takes its time over a hundred thousand draws, so
// that neither a simulation nor the reading of a file ever stands in the way of a slider.
import type { Engine } from '../engine';
import type { Answers, Catalogue } from '../protocol';

export class Reckoner {
  #quick: Engine;
  #patient: Engine | null = null;
  #ended = false;
  readonly catalogue: Promise<Catalogue>;

  constructor(readonly open: () => Engine) {
    this.#quick = open();
    this.catalogue = this.#quick.compute('calculators', {});
  }

  calculation(request: Answers['calculation']['request']): Promise<Answers['calculation']['result']> {
    return this.#living().compute('calculation', request);
  }

  solve(request: Answers['solve']['request']): Promise<Answers['solve']['result']> {
    return this.#living().compute('solve', request);
  }

  uncertainty(request: Answers['uncertainty']['request']): Promise<Answers['uncertainty']['result']> {
    if (!this.#patient || (this.#patient.over && !this.#ended)) this.#patient = this.open();
    return this.#patient.compute('uncertainty', request);
  }

  /** One that died is replaced when something is asked again. */
  #living(): Engine {
    if (this.#quick.over && !this.#ended) this.#quick = this.open();
    return this.#quick;
  }

  end(): void {
    this.#ended = true;
    this.#quick.end();
    this.#patient?.end();
  }
}
