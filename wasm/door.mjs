// @ts-check
// In:  the compiled core (a module instance), bytes and requests.
// Out: its answers as objects; a refusal of the core is thrown as a Refusal that carries the sentence.
// Why: the page's workers and the headless door drive the core in the same way, so the way stands here once.

/** The core said no. `sentence` is {code, message, wrong, saw, hint, arguments}. */
export class Refusal extends Error {
  /** @param {any} sentence */
  constructor(sentence) {
    super(sentence.message);
    this.name = 'Refusal';
    this.sentence = sentence;
  }
}

const outOfMemory = {
  code: 'out_of_memory',
  message: 'There is no more memory for this file. The core could not grow any further. Close other tabs or programs, or export a shorter period.',
  wrong: 'There is no more memory for this file.',
  saw: 'The core could not grow any further.',
  hint: 'Close other tabs or programs, or export a shorter period.',
  arguments: {},
};

/** @param {string} detail */
const coreFault = (detail) => ({
  code: 'core_fault',
  message: `The computation broke off. It is a fault of ours: ${detail} Load the file again; what was shown before may be incomplete.`,
  wrong: 'The computation broke off.',
  saw: `It is a fault of ours: ${detail}`,
  hint: 'Load the file again; what was shown before may be incomplete.',
  arguments: { detail },
});

/** What was thrown as a refusal: no memory left, or a fault of ours. @param {unknown} error */
export function asRefusal(error) {
  if (error instanceof Refusal) return error;
  const detail = String(error instanceof Error ? error.message : error);
  // A wrong address and too deep a call are no lack of memory, though their messages name it.
  const noMemory = /memory|allocat|\boom\b|invalid (string|(typed )?array|array buffer) length/i.test(detail) && !/out of bounds|call stack/i.test(detail);
  return new Refusal(noMemory ? outOfMemory : coreFault(detail));
}

/** How many bytes of a file are looked at before it is read. */
export const peekBytes = 1 << 20;

/** @param {string} json */
const answer = (json) => {
  const result = JSON.parse(json);
  if (result.error) throw new Refusal(result.error);
  return result;
};

/** For one instance of the core: a trap inside it becomes a refusal, now and at every later call, for after it nothing in its memory can be trusted. */
function guard() {
  /** What ended the core. @type {unknown} */
  let broken = null;
  /** @param {() => any} work */
  return (work) => {
    if (broken) throw broken;
    try {
      return work();
    } catch (error) {
      if (error instanceof Refusal) throw error;
      broken = asRefusal(error);
      throw broken;
    }
  };
}

/**
 * One session of the core.
 * @param {import('../build/wasm/lifeworth_core.mjs').MainModule} core a module instance, as the generated factory gives it
 */
export function openSession(core) {
  const session = new core.Session();
  const guarded = guard();

  /** Copies bytes to where the core reads them. @param {Uint8Array} bytes */
  const lend = (bytes) => {
    const address = session.buffer(bytes.length);
    if (address === 0 && bytes.length > 0) throw new Refusal(outOfMemory);
    core.HEAPU8.set(bytes, address); // the view is looked up after the call: memory may have grown and moved
    return bytes.length;
  };

  return {
    /** @param {Uint8Array} bytes @param {boolean} wholeFile */
    peek: (bytes, wholeFile) => guarded(() => answer(session.peek(lend(bytes), wholeFile))),
    /** @param {object} change */
    map: (change) => guarded(() => answer(session.map(JSON.stringify(change)))),
    /** A format of a person's own. @param {string} json */
    addFormat: (json) => guarded(() => answer(session.add_format(json))),
    /** @param {Uint8Array} bytes */
    push: (bytes) => guarded(() => answer(session.push(lend(bytes)))),
    /** Where in these bytes from the middle of a file a row begins, from which on this session is to be pushed; or null. @param {Uint8Array} bytes */
    beginPart: (bytes) => guarded(() => /** @type {number | null} */ (answer(session.begin_part(lend(bytes))).start)),
    /** What was read since, for another session. @returns {Uint8Array<ArrayBuffer>} */
    finishPart: () => guarded(() => session.finish_part().slice()),
    /** Whether the rest of the file is now read by what another session made of it. @param {Uint8Array} part */
    joinPart: (part) => guarded(() => /** @type {boolean} */ (answer(session.join_part(lend(part))).joined)),
    finish: () => guarded(() => answer(session.finish())),
    /** @param {object} request */
    compute: (request) => guarded(() => answer(session.compute(JSON.stringify(request)))),
    close: () => session.delete(),
  };
}

/**
 * Calculators alone: the small module.
 * @param {import('../build/wasm/lifeworth_calculators.mjs').MainModule} core a module instance, as the generated factory gives it
 */
export function openCalculators(core) {
  const guarded = guard();
  return {
    /** @param {object} request */
    compute: (request) => guarded(() => answer(core.calculate(JSON.stringify(request)))),
  };
}
