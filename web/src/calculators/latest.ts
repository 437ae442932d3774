// Answers to a stream of questions where only the last matters: one is under way, one waits, those between are never asked.

export class Latest<Request, Result> {
  #busy = false;
  #waiting: Request | null = null;

  /** `shown` gets each answer that came, `failed` what went wrong; answers come in the order of their questions. */
  constructor(
    readonly ask: (request: Request) => Promise<Result>,
    readonly shown: (result: Result, request: Request) => void,
    readonly failed: (error: unknown) => void,
  ) {}

  want(request: Request): void {
    if (this.#busy) {
      this.#waiting = request;
      return;
    }
    this.#busy = true;
    void this.#run(request);
  }

  /** Forgets what waits. */
  drop(): void {
    this.#waiting = null;
  }

  async #run(request: Request): Promise<void> {
    for (let next: Request | null = request; next !== null; next = this.#waiting) {
      this.#waiting = null;
      try {
        this.shown(await this.ask(next), next);
      } catch (error) {
        this.failed(error);
      }
    }
    this.#busy = false;
  }
}
