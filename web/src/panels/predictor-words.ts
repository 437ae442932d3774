// The core's names of measures that may foretell spend, in the reader's language.
import { msg, str } from '@lit/localize';
import { traitName } from './tier-words';

/** `model`: what the expected purchases come from. */
export function measureName(name: string, model: string | null): string {
  switch (name) {
    case 'clv':
      return msg('Expected value to come', { id: 'measure-clv' });
    case 'transactions':
      return msg(str`Expected purchases (${model ?? ''})`, { id: 'measure-transactions' });
    case 'value':
      return msg('Revenue to date', { id: 'measure-value' });
    case 'rfm':
      return msg('RFM score (3 to 15)', { id: 'measure-rfm' });
    default:
      return traitName(name);
  }
}
