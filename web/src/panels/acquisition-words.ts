// How definitions of the cost of a customer, and channels without a name, are called in the reader's language.
import { msg, str } from '@lit/localize';
import { foreign } from '../foreign';
import { whole } from '../format';
import type { AlikeIn, CacDefinition } from '../protocol';

interface Set {
  lagDays: number;
  /** As money; "" where it costs nothing. */
  onboarding: string;
  /** Whether some spend is not meant to find customers. */
  excluded: boolean;
}

/** Each takes a step beyond the one before it. */
export function definitionName(definition: CacDefinition, { lagDays, onboarding, excluded }: Set): string {
  switch (definition) {
    case 'all':
      return msg('All spend', { id: 'cac-all' });
    case 'acquisition':
      return excluded ? msg('Only spend meant to find customers', { id: 'cac-acquisition' }) : msg('Only spend meant to find customers (all of it)', { id: 'cac-acquisition-all' });
    case 'lagged':
      return lagDays ? msg(str`… spent ${whole(lagDays)} days earlier`, { id: 'cac-lagged' }) : msg('… spent some days earlier (none set)', { id: 'cac-lagged-none' });
    case 'loaded':
      return onboarding ? msg(str`… plus ${onboarding} to take each one on`, { id: 'cac-loaded' }) : msg('… plus taking each one on (no cost set)', { id: 'cac-loaded-none' });
  }
}

/** The same in a list to choose from, where the line before is not seen. */
export function definitionChoice(definition: CacDefinition): string {
  switch (definition) {
    case 'all':
      return msg('all spend', { id: 'cac-choice-all' });
    case 'acquisition':
      return msg('only to find customers', { id: 'cac-choice-acquisition' });
    case 'lagged':
      return msg('with the days between', { id: 'cac-choice-lagged' });
    case 'loaded':
      return msg('everything set here', { id: 'cac-choice-loaded' });
  }
}

export const channelName = (name: string): string => (name ? foreign(name) : msg('no channel named', { id: 'cac-no-channel' }));

/** What parts customers, or what they are alike in. */
export function alikeName(trait: AlikeIn): string {
  switch (trait) {
    case 'joined':
      return msg('when they joined', { id: 'alike-joined' });
    case 'channel':
      return msg('channel', { id: 'alike-channel' });
    case 'country':
      return msg('country', { id: 'alike-country' });
    case 'plan':
      return msg('plan', { id: 'alike-plan' });
    case 'agent':
      return msg('representative', { id: 'alike-agent' });
  }
}
