// What scores, scales and parts of a survey are called, and their numbers as text.
import { msg, str } from '@lit/localize';
import { day, decimal, month, percent, plain, whole } from '../format';
import { foreign } from '../foreign';
import type { SurveyAnswer, SurveyGrain, SurveyMeasure, SurveyRequest, SurveyScale, SurveySegmentRole } from '../protocol';
import { quoted, roleName } from '../words';

export const points = (value: number): string => decimal(value, 1);
export const mean = (value: number): string => decimal(value, 2);

/** The score of a measure as text: NPS in points, the others as shares. */
export const scoreText = (measure: SurveyMeasure) => (measure === 'nps' ? points : (share: number) => percent(share, 1));

export function measureTitle(measure: SurveyMeasure | null): string {
  switch (measure) {
    case 'nps':
      return msg('Would they recommend you? NPS', { id: 'survey-title-nps' });
    case 'csat':
      return msg('Satisfaction: CSAT', { id: 'survey-title-csat' });
    case 'ces_low':
    case 'ces_high':
      return msg('Customer effort: CES', { id: 'survey-title-ces' });
    case null:
      return msg('A survey: what was asked?', { id: 'survey-title-asked' });
  }
}

export const measureChoices = (possible: SurveyMeasure[], settled: boolean): [SurveyMeasure | 'auto', string][] => {
  const all: [SurveyMeasure, string][] = [
    ['nps', msg('NPS: would recommend, 0 to 10', { id: 'survey-choice-nps' })],
    ['csat', msg('Satisfaction (CSAT), high is good', { id: 'survey-choice-csat' })],
    ['ces_low', msg('Effort (CES 2010), low is good', { id: 'survey-choice-ces-low' })],
    ['ces_high', msg('Ease (CES 2.0), high is good', { id: 'survey-choice-ces-high' })],
  ];
  return [['auto', settled ? msg('Automatic: as the answers show', { id: 'survey-choice-auto' }) : msg('Please choose', { id: 'survey-choice-none' })], ...all.filter(([measure]) => possible.includes(measure))];
};

/** Ends of the scales that are in use. */
export const scales = ['1–5', '1–7', '1–10', '0–10', '0–5', '1–3', '0–1'] as const;

export function scoreName(measure: SurveyMeasure): string {
  if (measure === 'nps') return msg('NPS', { id: 'survey-nps' });
  return measure === 'csat' ? msg('Satisfied', { id: 'survey-satisfied' }) : msg('High effort', { id: 'survey-hard' });
}

/** Points of a scale, 4.5 among them. */
export const pointsText = (first: number, last: number): string => (first === last ? plain(first) : msg(str`${plain(first)} to ${plain(last)}`, { id: 'survey-from-to' }));

/** Which answers the score counts: "4 to 5". */
export function countedPoints(scale: SurveyScale, distribution: { point: number; mark: number }[]): string {
  const counted = distribution.filter(({ mark }) => mark > 0).map(({ point }) => point);
  const [first, last] = [counted[0] ?? scale.high, counted.at(-1) ?? scale.high];
  return pointsText(first, last);
}

/** The score with the answers it counts; of two answers, which. */
export function scoreOf(scale: SurveyScale, distribution: { point: number; mark: number }[]): string {
  const { measure } = scale;
  if (measure === 'nps') return scoreName(measure);
  if (scale.high - scale.low > 1) return msg(str`${scoreName(measure)} (answers ${countedPoints(scale, distribution)})`, { id: 'survey-score-of' });
  return measure === 'csat' ? msg('Satisfied (the good one of two answers)', { id: 'survey-score-good' }) : msg('High effort (the bad one of two answers)', { id: 'survey-score-bad' });
}

/** What a mark of the measure stands for. */
export function groupName(measure: SurveyMeasure, mark: number): string {
  if (measure === 'nps') {
    if (mark > 0) return msg('Promoters', { id: 'survey-promoters' });
    return mark < 0 ? msg('Detractors', { id: 'survey-detractors' }) : msg('Passives', { id: 'survey-passives' });
  }
  if (measure === 'csat') return mark ? msg('Satisfied', { id: 'survey-satisfied' }) : msg('Not satisfied', { id: 'survey-not-satisfied' });
  return mark ? msg('High effort', { id: 'survey-hard' }) : msg('Low or middling effort', { id: 'survey-not-hard' });
}

/** The answer itself; where only groups are known, the group. */
export const pointName = (scale: SurveyScale, point: number): string => (scale.low < 0 ? groupName('nps', point) : plain(point));

/** Good ones first, as the chart colours them. */
export function kindOf(measure: SurveyMeasure, mark: number): 0 | 1 | 2 {
  if (measure === 'nps') return mark > 0 ? 0 : mark === 0 ? 1 : 2;
  if (measure === 'csat') return mark ? 0 : 1;
  return mark ? 2 : 1;
}

export function periodText(first: string, grain: SurveyGrain): string {
  if (grain === 'day') return day(first);
  if (grain === 'week') return msg(str`Week of ${day(first)}`, { id: 'survey-week' });
  if (grain === 'month') return month(first.slice(0, 7));
  const [year, quarter] = [first.slice(0, 4), String((Number(first.slice(5, 7)) + 2) / 3)];
  return grain === 'year' ? year : msg(str`Q${quarter} ${year}`, { id: 'survey-quarter' });
}

/** A period where a chart has little room: of a week, the day it begins on. */
export const periodTick = (first: string, grain: SurveyGrain): string => (grain === 'week' ? day(first) : periodText(first, grain));

function nextPeriod(first: Date, grain: SurveyGrain): Date {
  const next = new Date(first);
  const [months, days] = { day: [0, 1], week: [0, 7], month: [1, 0], quarter: [3, 0], year: [12, 0] }[grain] as [number, number];
  next.setUTCMonth(next.getUTCMonth() + months, next.getUTCDate() + days);
  return next;
}

/** The first days of all periods from one to another, those without answers among them. */
export function periodsBetween(first: string, last: string, grain: SurveyGrain): string[] {
  const all: string[] = [];
  for (let each = new Date(first); each <= new Date(last); each = nextPeriod(each, grain)) all.push(each.toISOString().slice(0, 10));
  return all;
}

/** Whether a period's last answer lies so long before its end, more than a tenth of it, that it may not be over. */
export function isUnfinished({ period, last_day }: { period: string; last_day: string }, grain: SurveyGrain): boolean {
  const begin = new Date(period);
  const end = nextPeriod(begin, grain);
  const days = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 86_400_000;
  return days(new Date(last_day), end) - 1 > days(begin, end) / 10;
}

export const grainChoices = (): [SurveyGrain | 'auto', string][] => [
  ['auto', msg('Automatic', { id: 'survey-grain-auto' })],
  ['day', msg('Days', { id: 'survey-grain-day' })],
  ['week', msg('Weeks', { id: 'survey-grain-week' })],
  ['month', msg('Months', { id: 'survey-grain-month' })],
  ['quarter', msg('Quarters', { id: 'survey-grain-quarter' })],
  ['year', msg('Years', { id: 'survey-grain-year' })],
];

/** What parts answers: a role, or a column by its name. */
export type Segmenting = Pick<SurveyRequest, 'by' | 'by_column'>;
type Segmented = Pick<SurveyAnswer, 'segments_by' | 'columns_by' | 'segment' | 'segment_column'>;

/** As the value of a choice; columns, which may be called as a role is, stand behind a mark that no role has. */
const columnMark = 'column: ';
export const segmentChosen = (value: string): Segmenting => (value.startsWith(columnMark) ? { by_column: value.slice(columnMark.length) } : { by: value as SurveySegmentRole });
export const segmentValue = ({ segment, segment_column }: Segmented): string => (segment_column === null ? (segment ?? '') : columnMark + segment_column);
export const segmentTitle = ({ segment, segment_column }: Segmented): string => (segment_column === null ? roleName(segment ?? '') : foreign(segment_column));
export const segmentChoices = ({ segments_by, columns_by }: Segmented): [string, string][] => [
  ...segments_by.map((role): [string, string] => [role, roleName(role)]),
  ...columns_by.map((name): [string, string] => [columnMark + name, foreign(name)]),
];
/** `files`: what the files are called; a segment of files has their number from 1. */
export function segmentText(name: string, role: SurveyAnswer['segment'], files: string[]): string {
  if (role === 'file') return foreign(files[Number(name) - 1] ?? name);
  return name ? foreign(name) : msg('nothing written', { id: 'survey-nothing' });
}

export function leftOutText({ reason, answers, examples }: SurveyAnswer['left_out'][number]): string {
  const [count, such] = [whole(answers), examples.map((example) => quoted(foreign(example, 40))).join(', ')];
  switch (reason) {
    case 'outside':
      return msg(str`Left out, for they lie outside the scale: ${count} (${such}).`, { id: 'survey-outside' });
    case 'not_whole':
      return msg(str`Left out, for they lie between two points of the scale: ${count} (${such}).`, { id: 'survey-not-whole' });
    case 'no_number':
      return msg(str`Left out, for they are no numbers: ${count} (${such}).`, { id: 'survey-no-number' });
    case 'other_words':
      return msg(str`Left out, for they are other words: ${count} (${such}).`, { id: 'survey-other-words' });
  }
}
