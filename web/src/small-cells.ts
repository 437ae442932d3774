// Groups of fewer than five customers stay out of what is handed on: who knows one of them could read the others' numbers off a table. In: how many customers each cell of a table tells
// of. Out: which cells are hidden on paper and in saved tables, unless a person chose to show them. On the screen all is shown. On paper e-mail addresses are masked alike.
//
// A table says by attributes what it holds: `data-n` on a row or a cell is the customers it tells of; `data-parts` on the table says what adds up to a known whole, so that a lone hidden
// part could be computed back: "rows" (all marked rows of a tbody), "row" (the marked cells of each row), "cells" (all marked cells). Then others are hidden beside it, the smallest
// first, until two parts and five customers are (complementary suppression: Hundepool et al. 2012, Statistical Disclosure Control, chapter 4). Nobody (0) is nobody's number, and shown.
import { msg, str } from '@lit/localize';
import type { Cell } from './export';
import { whole } from './format';
import { shared } from './sharing';

const fewest = 5;

export interface Hidden {
  small: Set<number>;
  /** So that the small ones cannot be computed back. */
  beside: Set<number>;
}

/** `sizes`: customers in each part; `parts`: they add up to a whole that is told. */
export function hiddenOf(sizes: readonly number[], parts: boolean): Hidden {
  const small = new Set<number>();
  sizes.forEach((n, place) => n > 0 && n < fewest && small.add(place));
  const beside = new Set<number>();
  if (!parts || !small.size) return { small, beside };
  let customers = [...small].reduce((sum, place) => sum + sizes[place]!, 0);
  const rest = sizes.map((n, place) => ({ n, place })).filter(({ n }) => n >= fewest);
  rest.sort((one, other) => one.n - other.n || one.place - other.place);
  for (const { n, place } of rest) {
    if (small.size + beside.size > 1 && customers >= fewest) break;
    beside.add(place);
    customers += n;
  }
  const nobody = sizes.indexOf(0);
  if (small.size + beside.size === 1 && nobody >= 0) beside.add(nobody); // then at least it is not told which of both it is
  return { small, beside };
}

/** How much is not shown, as a sentence; nothing where all is. */
export function hiddenText(small: number, beside: number): string {
  if (!small) return '';
  const why = msg(str`Hidden because they tell of fewer than ${whole(fewest)} customers: ${whole(small)}.`, { id: 'small-hidden' });
  return beside ? `${why} ${msg(str`Hidden beside them, so that they cannot be computed back: ${whole(beside)}.`, { id: 'small-beside' })}` : why;
}

const mark = (): string => `<\u00a0${whole(fewest)}`;

// ------------------------------------------------------------------ saved tables

/** A cell of a table to be saved, with the customers it tells of. */
export type CountedCell = Cell & { n?: number };

/** Rows whose counted cells are the parts of a whole each: as they are saved, with a last row that says what is hidden. */
export function savedRows(rows: (string | CountedCell)[][]): Cell[][] {
  if (shared().smallCells) return rows;
  let [smalls, besides] = [0, 0];
  const saved = rows.map((row): Cell[] => {
    const counted = row.flatMap((cell, place) => (typeof cell !== 'string' && cell.n !== undefined ? [place] : []));
    const { small, beside } = hiddenOf(
      counted.map((place) => (row[place] as { n: number }).n),
      true,
    );
    smalls += small.size;
    besides += beside.size;
    const gone = new Map([...small].map((at) => [counted[at]!, mark()]).concat([...beside].map((at) => [counted[at]!, '*'])) as [number, string][]);
    return row.map((cell, place) => gone.get(place) ?? cell);
  });
  return smalls ? [...saved, [hiddenText(smalls, besides)]] : saved;
}

// ------------------------------------------------------------------ paper

/** As the styles of ui.ts know them. */
const marks = ['data-hidden', 'data-hidden-note', 'data-hidden-picture', 'data-full', 'data-opened'];

function hide(element: Element, text: string): void {
  for (const cell of element.localName === 'tr' ? element.querySelectorAll(':scope > td:not([data-label])') : [element]) cell.setAttribute('data-hidden', text);
}

/** The tables' parts, each a whole: elements that are marked. */
function wholes(table: Element): { elements: Element[]; parts: boolean }[] {
  const all = (root: Element, what: string) => [...root.querySelectorAll(`${what}[data-n]`)];
  const parts = table.getAttribute('data-parts');
  const rows = [...table.querySelectorAll('tbody')].map((body) => ({ elements: all(body, 'tr'), parts: parts === 'rows' }));
  const cells = parts === 'row' ? [...table.querySelectorAll('tr')].map((row) => all(row, 'td')) : [all(table, 'td')];
  return [...rows, ...cells.map((elements) => ({ elements, parts: parts === 'row' || parts === 'cells' }))];
}

/** Pictures of the same numbers stand between the headings around their table. */
function pictures(place: Element): Element[] {
  const found: Element[] = [];
  const look = (next: (from: Element) => Element | null) => {
    for (let at = next(place); at && !/^h[1-6]$/.test(at.localName); at = next(at)) {
      if (at.localName.endsWith('-chart')) found.push(at);
      else found.push(...[...at.querySelectorAll('*')].filter(({ localName }) => localName.endsWith('-chart')));
    }
  };
  look((from) => from.previousElementSibling);
  look((from) => from.nextElementSibling);
  return found;
}

function concealTable(table: Element): void {
  let [smalls, besides] = [0, 0];
  for (const { elements, parts } of wholes(table)) {
    const shown = elements.filter((element) => !element.hasAttribute('data-hidden')); // not with its row already
    const { small, beside } = hiddenOf(
      shown.map((element) => Number(element.getAttribute('data-n'))),
      parts,
    );
    small.forEach((at) => hide(shown[at]!, mark()));
    beside.forEach((at) => hide(shown[at]!, '*'));
    smalls += small.size;
    besides += beside.size;
  }
  if (!smalls) return;
  const place = table.closest('details') ?? table.closest('.scroll') ?? table;
  const drawn = pictures(place);
  drawn.forEach((picture) => picture.setAttribute('data-hidden-picture', ''));
  if (drawn.length && place instanceof HTMLDetailsElement && !place.open) {
    place.open = true; // the picture's numbers, as far as they are shown
    place.setAttribute('data-opened', '');
  }
  const note = hiddenText(smalls, besides);
  (table.closest('.scroll') ?? table.parentElement)!.setAttribute('data-hidden-note', drawn.length ? `${note} ${msg('The picture of these numbers is left out.', { id: 'small-picture' })}` : note);
}

function everywhere(root: ParentNode, visit: (root: ParentNode) => void): void {
  visit(root);
  for (const element of root.querySelectorAll('*')) if (element.shadowRoot) everywhere(element.shadowRoot, visit);
}

function reveal(): void {
  everywhere(document, (root) => {
    root.querySelectorAll<HTMLDetailsElement>('details[data-opened]').forEach((details) => (details.open = false));
    for (const name of marks) root.querySelectorAll(`[${name}]`).forEach((element) => element.removeAttribute(name));
  });
}

/** E-mail addresses in a text keep their first letter and what follows the @. */
export const masked = (text: string): string => text.replace(/([^\s@"'`;,:<>()[\]|=])[^\s@"'`;,:<>()[\]|=]*@([^\s@"'`;,:<>()[\]|=]+)/gu, '$1***@$2');

/** From now on paper gets no small cells and no addresses, and the screen has them back afterwards. */
export function concealOnPaper(): void {
  window.addEventListener('beforeprint', () => {
    reveal();
    if (!shared().smallCells) everywhere(document, (root) => root.querySelectorAll('table').forEach(concealTable));
    if (shared().emails) everywhere(document, (root) => root.querySelectorAll('[data-masked]').forEach((text) => text.setAttribute('data-full', '')));
  });
  window.addEventListener('afterprint', reveal);
}
