// Languages of the page. English stands in the code; Spanish in locales/es.ts. Both are in the page, so switching fetches nothing.
import { configureLocalization } from '@lit/localize';
import { setFormatLocale } from './format';
import * as es from './locales/es';
import { recall } from './memory';

export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

const { getLocale, setLocale } = configureLocalization({
  sourceLocale: 'en',
  targetLocales: ['es'],
  loadLocale: async () => es,
});

export const language = (): Language => getLocale() as Language;

export async function useLanguage(wanted: Language): Promise<void> {
  document.documentElement.lang = wanted;
  await speak(wanted);
}

/** The components' language, where the page around them is not ours. */
export async function speak(wanted: Language): Promise<void> {
  setFormatLocale(wanted);
  await setLocale(wanted);
}

/** What the reader chose before, else what the browser prefers, else English. */
export function preferredLanguage(): Language {
  return spoken([recall('language') ?? '', ...navigator.languages]);
}

/** The first of some language tags that is one of ours, else English. */
export function spoken(tags: readonly string[]): Language {
  const first = tags.map((each) => each.slice(0, 2).toLowerCase()).find((each) => languages.includes(each as Language));
  return (first as Language | undefined) ?? 'en';
}
