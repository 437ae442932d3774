// By what customers are compared, and what those compared are to be alike in: controls and words. In: the core's answer. Out: `choose`, when the person wants another comparison.
import { html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import { settledChoice } from '../controls/settled-choice';
import { foreign } from '../foreign';
import { money, signed, whole } from '../format';
import type { AcquisitionRequest, AlikeIn, ByChannel, ChannelOfCustomers } from '../protocol';
import { alikeName } from './acquisition-words';

export type AlikeChoice = Pick<AcquisitionRequest, 'compare_by' | 'adjust_for'>;

const list = (names: AlikeIn[]): string => names.map(alikeName).join(', ');

/** `wanted`: what the person has chosen; some of it may say nothing here. */
export function alikeControls(by: ByChannel, wanted: AlikeIn[], choose: (choice: Partial<AlikeChoice>) => void) {
  if (by.columns.length === 0) return nothing;
  const choices: AlikeIn[] = ['joined', ...by.columns.map(({ trait }) => trait).filter((trait) => trait !== by.compare_by)];
  const column = (trait: AlikeIn): string => by.columns.find((each) => each.trait === trait)?.column ?? '';
  return html`<div class="no-print stack">
    ${by.columns.length > 1
      ? html`<div class="fields">
          ${settledChoice(
            msg('Compare customers by', { id: 'alike-by' }),
            by.compare_by,
            by.columns.map(({ trait }) => [trait, alikeName(trait)] as const),
            (compare_by) => choose({ compare_by }),
            'compare_by',
          )}
        </div>`
      : nothing}
    <fieldset>
      <legend>${msg('Adjust for', { id: 'alike-adjust' })}</legend>
      <div class="row alike">
        ${choices.map(
          (trait) => html`<label class="check">
            <input
              type="checkbox"
              name=${`adjust_${trait}`}
              .checked=${by.adjusted_for.includes(trait)}
              @change=${() => choose({ adjust_for: wanted.includes(trait) ? wanted.filter((each) => each !== trait) : [...wanted, trait] })}
            />${alikeName(trait)}${column(trait) ? html` <span class="small muted">(${foreign(column(trait))})</span>` : nothing}
          </label>`,
        )}
      </div>
    </fieldset>
  </div>`;
}

/** What "adjusted" means here. */
export function adjustedWhy({ adjusted_for, compare_by }: ByChannel): string {
  if (adjusted_for.length === 0) return msg('Nothing is adjusted for: choose above what compared customers should be alike in.', { id: 'alike-nothing' });
  if (adjusted_for.length === 1 && adjusted_for[0] === 'joined' && compare_by === 'channel')
    return msg('“Adjusted” shows each channel as if its customers had joined when all did: who came in a better season, or before a rise of prices, gains nothing by that.', { id: 'channels-adjusted-why' });
  return msg(str`“Adjusted” compares customers who are alike in: ${list(adjusted_for)}. Each group is shown as if it were made up, in these, as all compared customers are. What else they differ in may still be behind a difference.`, { id: 'alike-why' });
}

/** Below a difference: whom it compares, and what adjusting did. */
export function adjustedOf({ against_others: { value, adjusted, strata, own, others, left_out, moved } }: ChannelOfCustomers, by: ByChannel, currency: string, digits: number) {
  if (!value || by.adjusted_for.length === 0) return nothing;
  if (!adjusted)
    return html`<div class="small muted">
      ${by.adjusted_for.length === 1 && by.adjusted_for[0] === 'joined' ? msg('not adjusted: months are too thin', { id: 'channels-not-adjusted' }) : msg('not adjusted: too few on both sides are alike', { id: 'alike-too-few' })}
    </div>`;
  const shift = signed((minor) => money(minor, currency, digits))(moved ?? 0);
  return html`<div class="small muted">
    ${msg(str`adjusting moves it by ${shift}; ${whole(own)} compared with ${whole(others)}, in ${whole(strata)} groups`, { id: 'alike-moved' })}${left_out
      ? html`; ${msg(str`${whole(left_out)} left out, as nobody else is like them`, { id: 'alike-left-out' })}`
      : nothing}
  </div>`;
}
