// In: files of Observable Plot and D3 that the calculators' charts never reach, and that Plot holds on to all the same: maps, colour schemes, times,
// legends, tooltips; and what is said about files and their results, which no calculator opens. Out: their names without anything behind them, an eighth less to send.
// Whoever reaches for one after all throws at once, and the tests draw every chart there is.
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

/** Texts, and what stands in for them. */
const unsaid: [RegExp, string][] = [
  [/\/data_sentences\.def\?raw$/, "export default '';"],
  [/\/locales\/es-data\.ts$/, 'export const dataSentences = {};'],
  [/\/locales\/es-panels\.ts$/, 'export const panelTemplates = {};'],
];

const unreached = /\/files\/sentences\.mjs$|\/node_modules\/(d3-(geo|scale-chromatic|time|time-format)\/|@observablehq\/plot\/src\/(legends\/(ramp|swatches)|time|marks\/tip|interactions\/pointer)\.js$)/;

/** Plot calls this one when it is loaded. */
const standsIn = (name: string) => (name === 'geoTransform' ? '() => {}' : 'undefined');

export function leftOut(): Plugin {
  return {
    name: 'left-out',
    enforce: 'pre',
    load: async (id) => {
      const text = unsaid.find(([name]) => name.test(id))?.[1];
      if (text !== undefined) return text;
      if (!unreached.test(id)) return null;
      const names = Object.keys((await import(pathToFileURL(id).href)) as object);
      return names.map((name) => `export const ${name} = ${standsIn(name)};`).join('\n');
    },
  };
}
