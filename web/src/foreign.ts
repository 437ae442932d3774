// Texts that come from files (names of files, columns, customers, currencies) as they stand among the words of the page. In: any text. Out: the same,
// kept to itself: whatever it holds, it orders, covers and pushes away nothing around it. Only what is shown changes; the data and exports stay as written.

/** Longer than any name; the rest is what nobody reads in a heading, and what a browser takes seconds to lay out. */
const longest = 200;

/** Letters that run from right to left, and marks that force a direction. */
const directed = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A piece of text with a direction of its own (UAX #9): what it opens is closed within it, and it closes nothing outside. */
function isolated(text: string): string {
  let open = 0;
  let own = '';
  for (const sign of text) {
    if (sign === '\u2069' && open === 0) continue;
    if (sign === '\u2069') open -= 1;
    else if (/[\u2066-\u2068]/.test(sign)) open += 1;
    own += sign;
  }
  return `\u2068${own}${'\u2069'.repeat(open + 1)}`;
}

export function foreign(text: string, most = longest): string {
  const cut = text.length > most ? `${text.slice(0, most).replace(/[\ud800-\udbff]$/, '')}…` : text;
  const plain = cut
    .replace(/[\t\n\v\f\r\x85\u2028\u2029]/g, ' ')
    // Control characters have pictures; more accents on a letter than any language has grow out of the line.
    .replace(/[\0-\x1f\x7f]/g, (sign) => String.fromCharCode(sign === '\x7f' ? 0x2421 : 0x2400 + sign.charCodeAt(0)))
    .replace(/(\p{M}{6})\p{M}+/gu, '$1');
  return directed.test(plain) ? isolated(plain) : plain;
}
