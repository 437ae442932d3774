// The engines of the page: a worker of its own each with the whole core, and a second one for large files where the machine can run both at once. The
// first of them is made ready before it is needed.
import { Engine } from './engine';
import CoreWorker from './worker?worker&inline';

const alone = (): Engine => new Engine(new CoreWorker());
/** Two readers are faster than one where the browser, which hands them the bytes, has a processor of its own beside theirs. */
const enoughForTwo = 4;
const make = (): Engine => new Engine(new CoreWorker(), navigator.hardwareConcurrency >= enoughForTwo ? alone : null);

let ready: Engine | null = null;

/** While the page has nothing else to do: a worker takes a moment to start and a while to get fast, which is when a person looks for a file. */
export function prepareEngine(): void {
  const prepare = (): void => {
    ready ??= make();
    ready.prepare();
  };
  if ('requestIdleCallback' in window) requestIdleCallback(prepare);
  else setTimeout(prepare, 200);
}

export function newEngine(): Engine {
  const engine = ready && !ready.over ? ready : make();
  ready = null;
  return engine;
}
