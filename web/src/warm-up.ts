// In:  the core, while nobody waits for it. Out: nothing; the same core, faster.
// Why: a browser translates a module quickly at first and well only where it saw it run for a while. So a worker that waits for its file reads a small
//      one of its own before, and the first chosen file is read at full speed.

/** A session of the core, as far as it is needed here. */
interface Session {
  compute: (request: object) => { csv: string };
  peek: (bytes: Uint8Array, wholeFile: boolean) => unknown;
  push: (bytes: Uint8Array) => unknown;
  finish: () => unknown;
  close: () => void;
}

/** About the text after which reading gets no faster. */
const enough = 2_000_000;
const chunk = 1 << 16;

/** Whoever asks for something is not kept waiting. */
const anybodyElse = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Takes a session of its own; `wanted` says when the core is needed for something else. */
export async function warmUp(session: Session, wanted: () => boolean): Promise<void> {
  try {
    const bytes = new TextEncoder().encode(session.compute({ kind: 'sample', sample_customers: 1000 }).csv);
    for (let read = 0; read < enough && !wanted(); read += bytes.length) {
      session.peek(bytes.subarray(0, chunk), false);
      for (let at = 0; at < bytes.length; at += chunk) session.push(bytes.subarray(at, at + chunk));
      session.finish();
      await anybodyElse();
    }
  } finally {
    session.close();
  }
}
