// A link's state beside its grammar (link.ts): what a calculator begins with, and what is said of links that cannot be opened as they stand.
import { msg, str } from '@lit/localize';
import type { Calculator } from '../protocol';
import type { LinkState, ParsedLink } from './link';

/** The example a calculator begins with. */
export const exampleOf = (calculator: Calculator): LinkState => ({
  calculator: calculator.name,
  currency: null,
  language: null,
  theme: null,
  present: false,
  scenarios: [{ name: '', inputs: Object.fromEntries(calculator.inputs.map(({ name, default: value }) => [name, value])) as LinkState['scenarios'][number]['inputs'] }],
});

export function brokenLink(reason: Extract<ParsedLink, { kind: 'broken' }>['reason']): string {
  switch (reason) {
    case 'cut':
      return msg('The link is damaged: part of it was lost on the way. The example is shown instead; ask for the link again.', { id: 'link-cut' });
    case 'version':
      return msg('The link was made by a newer version of this page. The example is shown instead; open the link in the newer page.', { id: 'link-version' });
    case 'unknown_calculator':
      return msg('The link names a calculator that is not here. The example of another one is shown instead.', { id: 'link-calculator' });
    case 'unreadable':
      return msg('The link cannot be read. The example is shown instead; ask for the link again.', { id: 'link-unreadable' });
  }
}

export const unknownInLink = (names: string[]): string =>
  msg(str`Parts of the link were not understood and left out: ${names.join(', ')}.`, { id: 'link-unknown' });
