// What a person takes away as files: the customer table, the rows as read, the customers who did not match (the core writes the lines, in pieces, so that
// a million of them fit), small tables, charts as SVG and PNG. The browser saves blobs; nothing is sent.
import { decimalMark, plain } from './format';
import type { CsvWindow } from './protocol';
import { shared } from './sharing';

const piece = 20_000;

/** How the reader's spreadsheet parts cells and decimals, and whether e-mail addresses are written in full. */
export const csvForm = (european = decimalMark() === ','): Pick<CsvWindow, 'delimiter' | 'decimal_mark' | 'emails'> => ({
  ...(european ? ({ delimiter: ';', decimal_mark: ',' } as const) : ({ delimiter: ',', decimal_mark: '.' } as const)),
  emails: shared().emails ? 'full' : 'masked',
});

/** `lines` asks the core for a piece of the table. */
export async function saveCsv(lines: (piece: Pick<CsvWindow, 'offset' | 'limit'>) => Promise<{ total: number; csv: string }>, name: string): Promise<void> {
  const parts: string[] = ['\uFEFF']; // spreadsheets take UTF-8 for UTF-8 only with this mark
  for (let offset = 0, total = 1; offset < total; offset += piece) {
    const answer = await lines({ offset, limit: piece });
    total = answer.total;
    parts.push(answer.csv);
  }
  save(new Blob(parts, { type: 'text/csv;charset=utf-8' }), name);
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A cell of a small table: words, or a number with the text it is shown as. */
export type Cell = string | { text: string; raw: number | null };

/** A text as a CSV cell that no spreadsheet runs as a formula (OWASP, CSV injection), as the core writes customers: the reader takes the apostrophe off again. */
export const inertCell = (text: string): string => `"${(/^[=+\-@\t\r\n\0＝＋－＠]/.test(text) ? `'${text}` : text).replace(/"/g, '""')}"`;

/** A table as CSV in the form the reader's spreadsheet expects. Numbers stay numbers, negative ones too. */
export function saveTable(rows: Cell[][], name: string): void {
  const { delimiter } = csvForm();
  const written = (cell: Cell) => (typeof cell === 'string' ? inertCell(cell) : cell.raw === null ? '' : plain(cell.raw));
  save(new Blob(['\uFEFF', rows.map((row) => row.map(written).join(delimiter)).join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' }), name);
}

const titleSize = 15;
const titleLine = 20;
const titleEdge = 12;

/** A title in as many lines as its width needs. */
function titleLines(title: string, width: number, font: string): string[] {
  const pen = document.createElement('canvas').getContext('2d')!;
  pen.font = `600 ${titleSize}px ${font}`;
  const lines: string[] = [];
  for (const word of title.split(' ')) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** A drawing that stands alone: colours and fonts that came from the page's styles are written into it, with a ground and its title. */
function standalone(drawing: SVGSVGElement, title: string): SVGSVGElement {
  const svgSpace = drawing.namespaceURI!;
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, index) => {
    const style = getComputedStyle(original);
    const target = copies[index]!;
    for (const name of ['fill', 'stroke', 'color', 'font-family', 'font-size', 'font-weight', 'stroke-dasharray', 'paint-order'])
      if (style.getPropertyValue(name)) target.setAttribute(name, style.getPropertyValue(name));
    target.removeAttribute('class');
    target.removeAttribute('style');
  });
  copy.querySelectorAll('style').forEach((style) => style.remove());
  const width = Number(drawing.getAttribute('width'));
  const height = Number(drawing.getAttribute('height'));
  const ground = document.createElementNS(svgSpace, 'rect') as SVGElement;
  const surface = getComputedStyle(drawing).getPropertyValue('--surface') || 'white';
  const lines = titleLines(title, width - 2 * titleEdge, getComputedStyle(drawing).fontFamily);
  const titleRoom = lines.length * titleLine + 14;
  const words = document.createElementNS(svgSpace, 'text') as SVGElement;
  lines.forEach((line, index) => {
    const part = words.appendChild(document.createElementNS(svgSpace, 'tspan'));
    part.textContent = line;
    part.setAttribute('x', String(titleEdge));
    part.setAttribute('y', String(22 + index * titleLine - titleRoom));
  });
  for (const [name, value] of Object.entries({ 'font-size': String(titleSize), 'font-weight': '600', 'text-anchor': 'start', fill: getComputedStyle(drawing).color, stroke: 'none' })) words.setAttribute(name, value);
  for (const [name, value] of Object.entries({ x: '0', y: String(-titleRoom), width: String(width), height: String(height + titleRoom), stroke: 'none' })) ground.setAttribute(name, value);
  ground.setAttribute('fill', resolved(drawing, surface));
  copy.prepend(ground, words);
  copy.setAttribute('xmlns', svgSpace);
  copy.setAttribute('viewBox', `0 ${-titleRoom} ${width} ${height + titleRoom}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height + titleRoom));
  return copy;
}

/** What a colour of the page's tokens is right now, in the theme that is shown. */
function resolved(near: SVGSVGElement, colour: string): string {
  const probe = document.createElement('span');
  probe.style.color = colour;
  near.parentNode!.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

/** XML has no place for control characters and halves of letters, which names may hold. */
const markup = (drawing: SVGSVGElement, title: string): string =>
  new XMLSerializer().serializeToString(standalone(drawing, title)).replace(/[\0-\x08\v\f\x0e-\x1f\ud800-\udfff\ufffe\uffff]/gu, '\ufffd');

export function saveSvg(drawing: SVGSVGElement, title: string, name: string): void {
  save(new Blob([markup(drawing, title)], { type: 'image/svg+xml' }), name);
}

/** Twice the size on screen, for slides. */
export async function savePng(drawing: SVGSVGElement, title: string, name: string): Promise<void> {
  const picture = document.createElement('img');
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup(drawing, title))}`;
  await picture.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 2 * picture.width;
  canvas.height = 2 * picture.height;
  const pen = canvas.getContext('2d')!;
  pen.scale(2, 2);
  pen.drawImage(picture, 0, 0);
  canvas.toBlob((blob) => blob && save(blob, name), 'image/png');
}
