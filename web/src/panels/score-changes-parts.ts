// The parts of the panel about changed answers: transitions, customers alike, claims. In: the core's answer. Out: their markup.
import { css, html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import '../charts/interval-chart';
import { asTable, ranged } from '../controls/tables';
import { interval, money, percent, signed, whole } from '../format';
import type { ChangeTested, ScoreChangesAnswer, ScoreChangesResult, ToldChange, Transition } from '../protocol';
import { claimName, groupName, probability, signedShare, transitionName, verdict } from './score-changes-words';

export const scoreChangesStyles = css`
  table.transitions {
    width: 100%;
    min-width: 25rem;
    table-layout: fixed;
  }
  table.transitions :is(th, td) {
    text-align: center;
    vertical-align: top;
  }
  table.transitions td {
    border: 1px solid var(--line);
  }
  table.transitions td.clear {
    background: var(--accent-soft);
  }
  table.transitions strong {
    font-size: 1.15em;
  }
  .verdict {
    min-width: 11rem;
  }
  .clear-mark {
    font-weight: 600;
  }
`;

type Cash = (minor: number) => string;

export const cashOf = ({ currency, minor_digits }: ScoreChangesAnswer): Cash => (minor) => money(minor, currency, minor_digits);

const clearness = (tested: ChangeTested | null) =>
  tested
    ? html`<span class=${tested.clear ? 'clear-mark' : ''}>${tested.clear ? msg('yes', { id: 'differences-yes' }) : msg('no', { id: 'differences-no' })}</span>
        <div class="muted">${probability(tested.p_holm)}</div>`
    : '–';

// ------------------------------------------------------------------ from answer to answer

/** A change of so few is no number to go by; it stands in the table. */
const fewest = 10;
const tooFew = () => msg('too few', { id: 'after-too-few' });

function gridCell({ n, change, from_none }: Transition): TemplateResult {
  const range = change ? interval(change, signedShare) : '';
  return html`<td class=${from_none?.clear ? 'clear' : ''} data-n=${n}>
    <div><strong>${change && n < fewest ? tooFew() : change ? signedShare(change.value) : '–'}</strong>${from_none?.clear ? ' *' : nothing}</div>
    <div class="small muted">${n === 0 ? nothing : range || msg('no interval', { id: 'survey-no-interval' })}</div>
    <div class="small muted">n\u00a0=\u00a0${whole(n)}</div>
  </td>`;
}

export function transitions(answer: ScoreChangesAnswer, { cells, all, compared }: ScoreChangesResult): TemplateResult {
  const { groups } = answer;
  const rows = cells.flatMap((cell) => {
    const { change, from_none } = cell;
    return !change || change.low === null || change.high === null ? [] : [{ name: transitionName(cell), value: change.value, low: change.low, high: change.high, best: from_none?.clear ?? false }];
  });
  return html`<h3>${msg('Change of spend, from first to last answer', { id: 'changes-grid' })}</h3>
    <div class="scroll" tabindex="0" role="region" aria-label=${msg('Change of spend, from first to last answer', { id: 'changes-grid' })}>
      <table class="transitions" data-parts="cells">
        <thead>
          <tr>
            <td>${msg('First answer ↓ last answer →', { id: 'changes-corner' })}</td>
            ${groups.map((to) => html`<th scope="col">${groupName(to)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${groups.map(
            (from) => html`<tr>
              <th scope="row">${groupName(from)}</th>
              ${cells.filter((cell) => cell.from === from).map(gridCell)}
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="small muted">
      ${all.change && all.change.low !== null
        ? msg(str`All together: ${signedShare(all.change.value)} (95% interval ${interval(all.change, signedShare)}, n\u00a0=\u00a0${whole(all.n)}).`, { id: 'changes-all' })
        : nothing}
      ${compared
        ? msg(str`* More than chance: the change stays clear of none when all ${whole(compared)} comparisons of this panel are taken together.`, { id: 'changes-star' })
        : nothing}
      ${msg('A group needs ten customers with spend before to have an interval.', { id: 'changes-ten' })}
    </p>
    ${rows.length
      ? html`<lw-interval-chart
          .label=${msg('Change of spend by transition with 95% intervals; the table has the numbers', { id: 'changes-chart' })}
          .x=${msg('Change of spend', { id: 'changes-change' })}
          .shares=${true}
          .rows=${rows}
        ></lw-interval-chart>`
      : nothing}
    ${asTable(msg('Change of spend, all numbers', { id: 'changes-table' }), numbers(answer, cells))}`;
}

function numbers(answer: ScoreChangesAnswer, cells: Transition[]): TemplateResult {
  const cash = cashOf(answer);
  return html`<table data-parts="rows">
    <thead>
      <tr>
        <th scope="col">${msg('From → to', { id: 'changes-from-to' })}</th>
        <th scope="col" class="end">${msg('Answered so', { id: 'changes-answered' })}</th>
        <th scope="col" class="end">${msg('Compared (n)', { id: 'changes-n' })}</th>
        <th scope="col" class="end">${msg('Spend before, each', { id: 'changes-before' })}</th>
        <th scope="col" class="end">${msg('Spend after, each', { id: 'changes-after' })}</th>
        <th scope="col" class="end">${msg('Change of spend', { id: 'changes-change' })}</th>
        <th scope="col" class="end">${msg('Change of orders', { id: 'changes-orders' })}</th>
        <th scope="col" class="end">${msg('Spent more', { id: 'changes-more' })}</th>
        <th scope="col" class="end">${msg('Median change', { id: 'changes-median' })}</th>
        <th scope="col" class="end">${msg('Other than none?', { id: 'changes-none' })}</th>
        <th scope="col" class="end">${msg('Other than all others?', { id: 'changes-rest' })}</th>
      </tr>
    </thead>
    <tbody>
      ${cells.map(
        (cell) => html`<tr data-n=${cell.n}>
          <th scope="row">${transitionName(cell)}</th>
          <td class="end">${whole(cell.answered)}</td>
          <td class="end">${whole(cell.n)}</td>
          <td class="end">${ranged(cell.before, cash)}</td>
          <td class="end">${ranged(cell.after, cash)}</td>
          <td class="end">${ranged(cell.change, signedShare)}</td>
          <td class="end">${ranged(cell.orders_change, signedShare)}</td>
          <td class="end">${ranged(cell.more, (share) => percent(share, 1))}</td>
          <td class="end">${cell.median === null ? '–' : signed(cash)(cell.median)}</td>
          <td class="end">${clearness(cell.from_none)}</td>
          <td class="end">${clearness(cell.from_rest)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

// ------------------------------------------------------------------ beside customers alike

export function besideAlike(answer: ScoreChangesAnswer, { cells }: ScoreChangesResult): TemplateResult | typeof nothing {
  const matched = cells.flatMap((cell) => (cell.matched ? [{ ...cell, matched: cell.matched }] : []));
  if (!matched.length) return nothing;
  const cash = cashOf(answer);
  return html`<h3>${msg('Beside customers like them who never answered', { id: 'changes-alike-title' })}</h3>
    <p>
      ${msg(str`Spend swings back by itself. Customers who never answered, and who had spent as much in the same days and been here as long, show by how much. What is left is the change beyond theirs, in ${whole(answer.window.days)} days and for each customer.`, { id: 'changes-alike-why' })}
    </p>
    <div class="scroll figures" tabindex="0" role="region" aria-label=${msg('Beside customers like them who never answered', { id: 'changes-alike-title' })}>
      <table>
        <thead>
          <tr>
            <th scope="col">${msg('From → to', { id: 'changes-from-to' })}</th>
            <th scope="col" class="end">${msg('Compared (n)', { id: 'changes-n' })}</th>
            <th scope="col" class="end">${msg('Never answered', { id: 'changes-controls' })}</th>
            <th scope="col" class="end">${msg('Change of spend', { id: 'changes-change' })}</th>
            <th scope="col" class="end">${msg('Those like them', { id: 'changes-theirs' })}</th>
            <th scope="col" class="end">${msg('Beyond theirs, each', { id: 'changes-beyond' })}</th>
            <th scope="col" class="end">${msg('Clear?', { id: 'differences-clear' })}</th>
          </tr>
        </thead>
        <tbody>
          ${matched.map(
            (cell) => html`<tr>
              <th scope="row">${transitionName(cell)}</th>
              <td class="end">${whole(cell.n)}</td>
              <td class="end">${whole(cell.matched.controls)}</td>
              <td class="end">${cell.change ? signedShare(cell.change.value) : '–'}</td>
              <td class="end">${cell.matched.alike_change === null ? '–' : signedShare(cell.matched.alike_change)}</td>
              <td class="end">${ranged(cell.matched.beyond, signed(cash))}</td>
              <td class="end">${clearness(cell.matched.tested)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="small muted">
      ${msg('The comparison cannot see why these customers were asked, and that they stayed to answer twice. What is left is no proof that the answer, or what changed it, made them buy.', { id: 'changes-alike-limits' })}
    </p>`;
}

// ------------------------------------------------------------------ what is told elsewhere

/** Transitions that a claim is of. A small one must not be read off a sum of which the others are told. */
const transitionsOf: Record<ToldChange['name'], string[]> = {
  became_promoter: ['detractor promoter', 'passive promoter'],
  stayed_detractor: ['detractor detractor'],
  detractor_to_passive: ['detractor passive'],
};
const smallest = (cells: Transition[], name: ToldChange['name']): number =>
  Math.min(...cells.flatMap(({ from, to, n }) => (transitionsOf[name].includes(`${from} ${to}`) ? [n] : [])));

export function beside({ claims, cells }: ScoreChangesResult): TemplateResult | typeof nothing {
  if (!claims.length) return nothing;
  return html`<h3>${msg('Three numbers that are often told', { id: 'changes-claims' })}</h3>
    <p>${msg('An article tells of “one company studied”. Its study could not be found, so these are hypotheses; your own numbers come first. Both are raw changes: part of each is chance swinging back.', { id: 'changes-claims-why' })}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${msg('Three numbers that are often told', { id: 'changes-claims' })}>
      <table>
        <thead>
          <tr>
            <th scope="col">${msg('Customers', { id: 'customers' })}</th>
            <th scope="col" class="end">${msg('Compared (n)', { id: 'changes-n' })}</th>
            <th scope="col" class="end">${msg('Yours', { id: 'changes-own' })}</th>
            <th scope="col" class="end">${msg('Told', { id: 'changes-told' })}</th>
            <th scope="col">${msg('What your data say', { id: 'changes-verdict' })}</th>
          </tr>
        </thead>
        <tbody>
          ${claims.map(
            ({ name, claimed, customers, own, own_is }) => html`<tr data-n=${smallest(cells, name)}>
              <th scope="row">
                ${claimName(name)}
              </th>
              <td class="end">${whole(customers)}</td>
              <td class="end">${own && customers < fewest ? tooFew() : ranged(own, signedShare)}</td>
              <td class="end">${signedShare(claimed)}</td>
              <td class="verdict">${verdict(own_is)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
