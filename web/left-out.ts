// In: files of Observable Plot and D3 that the calculators' charts never reach, and that Plot holds on to all the same: maps, colour schemes, times,
// legends, tooltips. Out: their names without anything behind them, a tenth less to send. Whoever reaches for one after all throws at once, and
// the tests draw every chart there is.
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const unreached = /\/node_modules\/(d3-(geo|scale-chromatic|time|time-format)\/|@observablehq\/plot\/src\/(legends\/(ramp|swatches)|time|marks\/tip|interactions\/pointer)\.js$)/;

/** Plot calls this one when it is loaded. */
const standsIn = (name: string) => (name === 'geoTransform' ? '() => {}' : 'undefined');

export function leftOut(): Plugin {
  return {
    name: 'left-out',
    enforce: 'pre',
    load: async (id) => {
      if (!unreached.test(id)) return null;
      const names = Object.keys((await import(pathToFileURL(id).href)) as object);
      return names.map((name) => `export const ${name} = ${standsIn(name)};`).join('\n');
    },
  };
}
