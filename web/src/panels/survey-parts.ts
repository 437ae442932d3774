// The parts of a survey's panel that compare: periods, segments, who answered. In: the core's result. Out: their markup.
import { css, html, nothing, type TemplateResult } from 'lit';
import { msg, str } from '@lit/localize';
import '../charts/interval-chart';
import '../charts/period-chart';
import { asTable, ranged } from '../controls/tables';
import { day, decimal, money, percent, probability, signed, whole } from '../format';
import type { SurveyAnswer, SurveyCoverage, SurveyMeasure, SurveyResult, SurveySummary, SurveyTested } from '../protocol';
import { differenceHead, differenceRow, differenceStyles } from './differences';
import { isUnfinished, mean, periodsBetween, periodText, periodTick, scoreName, scoreText, segmentText, segmentTitle } from './survey-words';

export const surveyPartStyles = [
  differenceStyles,
  css`
    table.narrow {
      width: auto;
    }
  `,
];

type Text = (value: number) => string;

/** A difference of two scores: shares in points, too. */
const differenceText = (measure: SurveyMeasure): Text => {
  const text = measure === 'nps' ? scoreText('nps') : (value: number) => decimal(100 * value, 1);
  return signed(text);
};

const cells = (measure: SurveyMeasure, hasMean: boolean, { n, score, mean: average }: SurveySummary) => html`<td class="end">${whole(n)}</td>
  <td class="end">${ranged(score, scoreText(measure))}</td>
  ${hasMean ? html`<td class="end">${average ? ranged(average, mean) : '\u2013'}</td>` : nothing}`;

const headings = (measure: SurveyMeasure, hasMean: boolean) => html`<th scope="col" class="end">${msg('Answers (n)', { id: 'survey-n' })}</th>
  <th scope="col" class="end">${scoreName(measure)}</th>
  ${hasMean ? html`<th scope="col" class="end">${msg('Mean', { id: 'survey-mean' })}</th>` : nothing}`;

function changeText(measure: SurveyMeasure, { difference: { value, low, high, n }, p_holm, clear }: SurveyTested, people: boolean): string {
  const text = differenceText(measure);
  const range = low === null || high === null ? msg('no interval', { id: 'survey-no-interval' }) : msg(str`95% interval ${text(low)} to ${text(high)}`, { id: 'survey-interval' });
  const rests = people ? msg(str`n\u00a0=\u00a0${whole(n)} customers`, { id: 'survey-n-customers' }) : msg(str`n\u00a0=\u00a0${whole(n)} answers`, { id: 'survey-n-answers' });
  const verdict = clear ? msg('more than chance', { id: 'survey-clear' }) : msg('may be chance', { id: 'survey-unclear' });
  return msg(str`${text(value)} points (${range}, ${rests}): ${verdict}, ${probability(p_holm)}.`, { id: 'survey-change-says' });
}

// ------------------------------------------------------------------ over time

export function overTime(measure: SurveyMeasure, { periods, grain, change, mean: average }: SurveyResult, choice: TemplateResult): TemplateResult {
  const name = (first: string) => periodText(first, grain);
  const newest = periods.at(-1);
  return html`<h3>${msg('Over time', { id: 'survey-time' })}</h3>
    <div class="row no-print">${choice}</div>
    ${periods.length > 1
      ? html`<lw-period-chart
            .label=${msg(str`${scoreName(measure)} over time with 95% intervals; the table has the numbers`, { id: 'survey-time-alt' })}
            .text=${measure === 'nps' ? whole : (value: number) => percent(value)}
            .x=${grain === 'week' ? msg('week that begins on', { id: 'survey-week-x' }) : ''}
            .names=${periodsBetween(periods[0]!.period, newest!.period, grain).map((each) => periodTick(each, grain))}
            .dots=${periods.map(({ period, score: { value, low, high } }) => ({ name: periodTick(period, grain), value, low, high }))}
          ></lw-period-chart>`
      : html`<p class="muted">${msg('All answers are of one period.', { id: 'survey-one-period' })}</p>`}
    ${newest && periods.length > 1 && isUnfinished(newest, grain)
      ? html`<p class="muted">${msg(str`The last answer of ${name(newest.period)} is of ${day(newest.last_day)}: the period may not be over.`, { id: 'survey-unfinished' })}</p>`
      : nothing}
    ${change
      ? html`<p>
            <strong>${msg(str`From ${name(change.from)} to ${name(change.to)}:`, { id: 'survey-change' })}</strong> ${changeText(measure, change.all, false)}
          </p>
          ${change.both
            ? html`<p>${msg('Only customers who answered in both, each one’s last answers:', { id: 'survey-both' })} ${changeText(measure, change.both, true)}</p>`
            : nothing}`
      : periods.length > 1
        ? html`<p class="muted">${msg('No two periods have the answers of ten customers, so that no change can be tested.', { id: 'survey-no-change' })}</p>`
        : nothing}
    ${periods.length > 1
      ? asTable(
          msg('Over time', { id: 'survey-time' }),
          html`<table class="narrow" data-parts="rows">
            <thead>
              <tr>
                <th scope="col">${msg('Period', { id: 'survey-period' })}</th>
                ${headings(measure, average !== null)}
              </tr>
            </thead>
            <tbody>
              ${periods.map(
                (period) => html`<tr data-n=${period.n}>
                  <th scope="row">${name(period.period)}</th>
                  ${cells(measure, average !== null, period)}
                </tr>`,
              )}
            </tbody>
          </table>`,
        )
      : nothing}`;
}

// ------------------------------------------------------------------ by segment

export function bySegment(measure: SurveyMeasure, { segments, other_segments, other_answers, compared, mean: average }: SurveyResult, answer: SurveyAnswer, files: string[], choice: TemplateResult): TemplateResult {
  const { segment: role } = answer;
  const rows = segments.flatMap(({ name, score: { value, low, high }, against_rest }) =>
    low === null || high === null ? [] : [{ name: segmentText(name, role, files), value, low, high, best: against_rest?.clear ?? false }],
  );
  return html`<h3>${msg('By segment', { id: 'survey-segments' })}</h3>
    <div class="row no-print">${choice}</div>
    <lw-interval-chart
      .label=${msg(str`${scoreName(measure)} by ${segmentTitle(answer)} with 95% intervals; the table has the numbers`, { id: 'survey-segments-alt' })}
      .x=${measure === 'nps' ? msg('NPS, points', { id: 'survey-nps-points' }) : scoreName(measure)}
      .shares=${measure !== 'nps'}
      .rows=${rows}
    ></lw-interval-chart>
    <div class="scroll" tabindex="0" role="region" aria-label=${msg('By segment', { id: 'survey-segments' })}>
      <table class="narrow" data-parts="rows">
        <thead>
          <tr>
            <th scope="col">${segmentTitle(answer)}</th>
            ${headings(measure, average !== null)}
            <th scope="col" class="end">${msg('Against the rest, points', { id: 'survey-against-rest' })}</th>
            <th scope="col" class="end">${msg('Clear?', { id: 'differences-clear' })}</th>
          </tr>
        </thead>
        <tbody>
          ${segments.map(
            (segment) => html`<tr data-n=${segment.n}>
              <th scope="row">${segmentText(segment.name, role, files)}</th>
              ${cells(measure, average !== null, segment)}
              <td class="end">${segment.against_rest ? ranged(segment.against_rest.difference, differenceText(measure)) : '\u2013'}</td>
              <td class="end">${segment.against_rest ? clearness(segment.against_rest) : '\u2013'}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p class="small muted">
      ${other_segments ? msg(str`${whole(other_segments)} smaller ones with ${whole(other_answers)} answers are not listed; they count among the rest.`, { id: 'survey-others' }) : nothing}
      ${compared ? msg(str`“Clear” is what stays beyond chance when all ${whole(compared)} comparisons of this panel are taken together.`, { id: 'survey-clear-why' }) : nothing}
      ${msg('Segments differ for many reasons: this is no proof of what made them.', { id: 'survey-no-cause' })}
    </p>`;
}

const clearness = ({ clear, p_holm }: SurveyTested) => html`<span class=${clear ? 'clear' : ''}>${clear ? msg('yes', { id: 'differences-yes' }) : msg('no', { id: 'differences-no' })}</span>
  <span class="range">${probability(p_holm)}</span>`;

// ------------------------------------------------------------------ who answered

export function whoAnswered(coverage: SurveyCoverage): TemplateResult {
  const { customers, answered, answered_without_orders, share, revenue_share, revenue_answered, currency, minor_digits, columns } = coverage;
  const compared = columns.some(({ raw }) => raw);
  return html`<h3>${msg('Who answered', { id: 'survey-coverage' })}</h3>
    ${share
      ? html`<p>
          ${msg(str`${whole(answered)} of ${whole(customers)} customers with a purchase have ever answered: ${percent(share.value, 1)} (95% interval ${percent(share.low ?? share.value, 1)} to ${percent(share.high ?? share.value, 1)}, n\u00a0=\u00a0${whole(share.n)}).`, { id: 'survey-coverage-customers' })}
          ${revenue_share === null
            ? nothing
            : msg(str`They have brought ${money(revenue_answered, currency, minor_digits)}, ${percent(revenue_share, 1)} of all revenue.`, { id: 'survey-coverage-revenue' })}
          ${answered_without_orders ? msg(str`${whole(answered_without_orders)} more answered and have no purchase in the file.`, { id: 'survey-coverage-without' }) : nothing}
        </p>`
      : nothing}
    ${compared
      ? html`<div class="scroll" tabindex="0" role="region" aria-label=${msg('Those who answered and the rest', { id: 'survey-coverage-region' })}>
            <table>
              ${differenceHead({ first: msg('Answered', { id: 'survey-answered' }) })}
              <tbody>
                ${columns.map((column) => differenceRow(column, column.answered_group, coverage))}
              </tbody>
            </table>
          </div>
          <p class="small muted">
            ${msg('Where those who answered differ, their score need not be everybody’s. Who has been here longer had more time to be asked and to buy; the column for like tenure allows for that.', { id: 'survey-coverage-why' })}
          </p>`
      : html`<p class="muted">${msg('Ten customers on each side are needed to compare those who answered with the rest.', { id: 'survey-coverage-few' })}</p>`}`;
}
