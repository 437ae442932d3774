// The page's address, as text. In: what stands after # (or, where that is empty, after ?), and what it should say. Out: the same, as state
// of the page; nothing here opens another page, and no other file reads or writes the address.

/** Safari allows 100 changes in 30 seconds and throws at the next. */
const pause = 1000 / 3;

/** The fragment as last read or written here. Another one means that the reader went elsewhere, and the browser is about to say so. */
let seen: string | null = null;

/** The fragment, else the query, without their marks. */
export function readAddress(): string {
  seen ??= location.hash;
  return location.hash.slice(1) || location.search.slice(1);
}

let wanted = '';
let last = -Infinity;
let timer: ReturnType<typeof setTimeout> | null = null;

/** Puts a fragment into the address without a step in the history: at once, or after a pause where changes come fast; the last one counts. */
export function writeAddress(fragment: string): void {
  wanted = fragment;
  if (timer !== null) return;
  const rest = last + pause - performance.now();
  if (rest <= 0) return replace();
  timer = setTimeout(() => {
    timer = null;
    replace();
  }, rest);
}

function replace(): void {
  if (location.hash !== (seen ?? location.hash)) return;
  last = performance.now();
  try {
    history.replaceState(null, '', `#${wanted}`);
    seen = location.hash;
  } catch {
    // a sandboxed frame may refuse: the page works without
  }
}

/** Calls back when the reader follows a link within the page, goes back or edits the address; not for writeAddress. Returns the end of it. */
export function onAddress(callback: (address: string) => void): () => void {
  const changed = () => {
    // What waited to be written belongs to where the reader was.
    if (timer !== null) clearTimeout(timer);
    timer = null;
    seen = location.hash;
    callback(readAddress());
  };
  // In a frame made of text (srcdoc), a fragment belongs to the page around it: following the link would load that one into the frame.
  const clicked = (event: Event) => {
    const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
    const fragment = link?.getAttribute('href');
    if (!document.URL.startsWith('about:') || !fragment?.startsWith('#')) return;
    event.preventDefault();
    callback(fragment.slice(1));
  };
  window.addEventListener('hashchange', changed);
  window.addEventListener('click', clicked);
  return () => {
    window.removeEventListener('hashchange', changed);
    window.removeEventListener('click', clicked);
  };
}
