// What groups of answers, transitions and claims are called where customers changed their answer.
import { msg, str } from '@lit/localize';
import { percent, signed, whole } from '../format';
import type { ScoreChangesAnswer, ScoreGroup, ToldChange } from '../protocol';

export const signedShare = signed((share) => percent(share, 1));
export { probability } from '../format';

export function groupName(group: ScoreGroup): string {
  switch (group) {
    case 'detractor':
      return msg('Detractors', { id: 'survey-detractors' });
    case 'passive':
      return msg('Passives', { id: 'survey-passives' });
    case 'promoter':
      return msg('Promoters', { id: 'survey-promoters' });
    case 'unsatisfied':
      return msg('Not satisfied', { id: 'survey-not-satisfied' });
    case 'satisfied':
      return msg('Satisfied', { id: 'survey-satisfied' });
    case 'hard':
      return msg('High effort', { id: 'survey-hard' });
    case 'not_hard':
      return msg('Low or middling effort', { id: 'survey-not-hard' });
  }
}

/** The same within a sentence. */
export function groupAmong(group: ScoreGroup): string {
  switch (group) {
    case 'detractor':
      return msg('detractors', { id: 'among-detractors' });
    case 'passive':
      return msg('passives', { id: 'among-passives' });
    case 'promoter':
      return msg('promoters', { id: 'among-promoters' });
    case 'unsatisfied':
      return msg('those not satisfied', { id: 'among-not-satisfied' });
    case 'satisfied':
      return msg('the satisfied', { id: 'among-satisfied' });
    case 'hard':
      return msg('those with high effort', { id: 'among-hard' });
    case 'not_hard':
      return msg('those with low or middling effort', { id: 'among-not-hard' });
  }
}

/** "Detractors → Promoters" */
export const transitionName = ({ from, to }: { from: ScoreGroup; to: ScoreGroup }): string =>
  from === to ? msg(str`${groupName(from)}, stayed`, { id: 'changes-stayed' }) : `${groupName(from)} → ${groupName(to)}`;

export function leftOutText({ reason, customers }: ScoreChangesAnswer['left_out'][number]): string {
  const count = whole(customers);
  switch (reason) {
    case 'answered_once':
      return msg(str`${count} answered on one day only.`, { id: 'changes-once' });
    case 'not_in_orders':
      return msg(str`${count} are not in the orders.`, { id: 'changes-not-in-orders' });
    case 'bought_later':
      return msg(str`${count} first bought on the day of their first answer or later.`, { id: 'changes-bought-later' });
    case 'too_early':
      return msg(str`${count} answered first when too few days of orders are known before.`, { id: 'changes-too-early' });
    case 'too_late':
      return msg(str`${count} answered last when too few days of orders are known after.`, { id: 'changes-too-late' });
  }
}

export function claimName(name: ToldChange['name']): string {
  switch (name) {
    case 'became_promoter':
      return msg('Became promoters', { id: 'changes-became-promoter' });
    case 'stayed_detractor':
      return msg('Stayed detractors', { id: 'changes-stayed-detractor' });
    case 'detractor_to_passive':
      return msg('Detractors who became passives', { id: 'changes-detractor-to-passive' });
  }
}

export function verdict(own_is: ToldChange['own_is']): string {
  switch (own_is) {
    case 'alike':
      return msg('Your interval holds it.', { id: 'changes-alike' });
    case 'above':
      return msg('Yours lies above it.', { id: 'changes-above' });
    case 'below':
      return msg('Yours lies below it.', { id: 'changes-below' });
    case 'not_clear':
      return msg('Cannot tell: your interval leaves it out, but not clearly so when all comparisons of this panel are taken together.', { id: 'changes-not-clear' });
    case 'unclear':
      return msg('Cannot tell: your interval holds it, and no change at all, too.', { id: 'changes-unclear' });
    case null:
      return msg('Cannot tell: it takes ten customers with spend before.', { id: 'changes-cannot-tell' });
  }
}
