// Serves the built page on a free port for all tests.
import { join } from 'node:path';
// @ts-expect-error plain JavaScript
import { serve } from '../../tools/static-server.mjs';

export default async function setup() {
  const folder = join(import.meta.dirname, '../../dist');
  const { url, close } = await serve({ folder, port: 0 });
  process.env['PAGE_URL'] = url;
  return close;
}
