// What it would bring to turn some of the unhappy round: two effects to choose from, what each is made of, and what it would take to know. In: the core's answer. Out: markup.
import { type TemplateResult, html, nothing } from 'lit';
import { msg, str } from '@lit/localize';
import { radioChoice } from '../controls/radio-choice';
import { percent, signed, whole } from '../format';
import type { Conversion, OwnGain, ScoreChangesAnswer, ToldGain } from '../protocol';
import { numberEntry, restsOn } from './numbers';
import { cashOf } from './score-changes-parts';
import { groupName, signedShare } from './score-changes-words';

export type Basis = 'own' | 'claimed';
type To = Conversion['to'][number];

export function turned(answer: ScoreChangesAnswer, conversion: Conversion, field: unknown, wanted: Basis, choose: (basis: Basis) => void): TemplateResult {
  const { spend, to, from } = conversion;
  const worst = groupName(from);
  const told = to.some(({ claimed }) => claimed);
  const basis = told ? wanted : 'own';
  const cash = cashOf(answer);
  return html`<h3>${msg('What turning some round would bring', { id: 'changes-conversion' })}</h3>
    <p>
      ${msg(str`By their last answer ${whole(conversion.customers)} customers are in the group “${worst}”. If some of them moved up, and then spent as those who did before them, rather than as those who stayed:`, { id: 'changes-conversion-why' })}
    </p>
    <p>
      ${spend
        ? msg(str`Today a customer of the group “${worst}” spends ${cash(spend.value)} a year (${restsOn(spend, cash)}: those who have been customers for a year).`, { id: 'changes-spend-today' })
        : msg(str`What a customer of the group “${worst}” spends in a year cannot be told: ${whole(conversion.year_known)} have been customers for a year, and it takes ten.`, { id: 'changes-spend-unknown' })}
    </p>
    <div class="row fields no-print">
      ${field}
      ${told
        ? radioChoice<Basis>(
            msg('Effect', { id: 'changes-basis' }),
            'basis',
            [
              ['own', msg('as in your data', { id: 'changes-basis-own' })],
              ['claimed', msg('as told elsewhere', { id: 'changes-basis-claimed' })],
            ],
            basis,
            choose,
          )
        : nothing}
    </div>
    <dl class="numbers">${to.map((each) => numberEntry(msg(str`Profit a year if they become: ${groupName(each.to)}`, { id: 'changes-gain' }), each[basis]?.total ?? null, signed(cash)))}</dl>
    <ul class="small">
      ${to.map((each) => html`<li>${groupName(each.to)}: ${basis === 'own' ? ownBasis(answer, conversion, each) : toldBasis(answer, each.claimed, worst)}</li>`)}
      <li>${msg(str`Of revenue ${percent(conversion.margin, 1)} is profit, by the settings of this page. The programme itself is not paid for here.`, { id: 'changes-margin' })}</li>
      <li>
        ${msg(str`To know that the change makes them spend more, let chance decide whom you help: reach out to a random half of the group “${worst}”, not to the other half, and compare what both spend. Until then this is a sum of what went together, not of what caused it.`, { id: 'changes-random-test' })}
      </li>
    </ul>`;
}

function ownBasis(answer: ScoreChangesAnswer, { spend }: Conversion, { own }: To): string {
  if (!own) return spend ? msg('cannot be told: it takes ten customers with spend before who did so. The table above has how many there are.', { id: 'changes-no-basis' }) : msg('cannot be told.', { id: 'changes-no-spend' });
  const cash = signed(cashOf(answer));
  const each = msg(str`${cash(own.spend.value)} a year each (${restsOn(own.effect, signedShare)} of the effect)`, { id: 'changes-each' });
  return `${effectOf(own)} ${each}.`;
}

/** Of one kind both: moving up, and staying. */
function effectOf({ basis, moved, stayed, effect }: OwnGain): string {
  const up = `${signedShare(moved.value)} (n\u00a0=\u00a0${whole(moved.n)})`;
  const stay = stayed ? `${signedShare(stayed.value)} (n\u00a0=\u00a0${whole(stayed.n)})` : '';
  const change = signedShare(effect.value);
  if (basis === 'matched')
    return stayed
      ? msg(str`beyond customers like them who never answered their spend changed by ${up}, that of those who stayed by ${stay}: an effect of ${change} of spend,`, { id: 'changes-basis-matched' })
      : msg(str`beyond customers like them who never answered their spend changed by ${up}; too few stayed to be compared with: an effect of ${change} of spend,`, { id: 'changes-basis-matched-alone' });
  return stayed
    ? msg(str`the raw change of their spend, for too few customers like them can be compared with, was ${up}, that of those who stayed ${stay}: an effect of ${change} of spend, part of it chance swinging back,`, { id: 'changes-basis-raw' })
    : msg(str`the raw change of their spend was ${up}; too few stayed, and too few customers like them can be compared with: an effect of ${change} of spend, part of it chance swinging back,`, { id: 'changes-basis-raw-alone' });
}

function toldBasis(answer: ScoreChangesAnswer, told: ToldGain | null, worst: string): string {
  if (!told) return msg('cannot be told.', { id: 'changes-no-spend' });
  const cash = signed(cashOf(answer));
  return msg(str`${signedShare(told.effect)} of what the group “${worst}” spends today (${signedShare(told.moved)} as told, less ${signedShare(told.stayed)} of those who stay): ${cash(told.spend.value)} a year each (${restsOn(told.spend, cash)}). The range is that of their spend; the claims themselves have none.`, { id: 'changes-basis-told' });
}
