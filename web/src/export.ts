// The customer table as a file. The core writes the lines, in pieces, so that a million customers fit; the browser saves a blob.
import type { Engine } from './engine';
import type { Answers } from './protocol';

const piece = 20_000;

type CsvRequest = Omit<Answers['customers_csv']['request'], 'offset' | 'limit'>;

export async function saveCsv(engine: Engine, request: CsvRequest): Promise<void> {
  const parts: string[] = ['\uFEFF']; // spreadsheets take UTF-8 for UTF-8 only with this mark
  for (let offset = 0, total = 1; offset < total; offset += piece) {
    const answer = await engine.compute('customers_csv', { ...request, offset, limit: piece });
    total = answer.total;
    parts.push(answer.csv);
  }
  save(new Blob(parts, { type: 'text/csv;charset=utf-8' }), 'lifeworth-customers.csv');
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
