// The surveys of what is loaded: each file of answers, and those on one scale joined. In: the summary and the files it came from. Out: what a person can look at, what each is called, and
// which one is shown.
import { msg, str } from '@lit/localize';
import { foreign } from './foreign';
import type { OpenedFiles, Summary, SurveyFile, SurveyReading } from './protocol';

export interface Survey {
  /** Its number for the core. */
  file: number;
  /** The files it is of: one, or those that are joined. */
  files: number[];
  /** Written ones, on its scale or not. */
  answers: number;
  /** Of the customers who answered, those who have orders. */
  matched: number;
}

/** What a person chose, about what is loaded. */
export interface SurveysChosen {
  /** The number of the survey that is shown; null: the first. */
  shown: number | null;
  /** Those looked at so far: they stay as they were left. */
  seen: ReadonlySet<number>;
  /** How each is to be read, by its number. */
  readings: Record<number, SurveyReading>;
}

export const noneChosen: SurveysChosen = { shown: null, seen: new Set(), readings: {} };
const asSeen: SurveyReading = { measure: 'auto' };

export const readingOf = ({ file }: Survey, { readings }: SurveysChosen): SurveyReading => readings[file] ?? asSeen;

export function surveysOf({ records, joined }: Summary): Survey[] {
  const answersIn = (file: number): number => records.find((each) => each.file === file)?.values['score']?.count ?? 0;
  return [
    ...records.filter(({ file }) => answersIn(file)).map(({ file, matched_customers }) => ({ file, files: [file], answers: answersIn(file), matched: matched_customers })),
    ...joined.map(({ file, files, matched_customers }) => ({ file, files, answers: files.reduce((sum, each) => sum + answersIn(each), 0), matched: matched_customers })),
  ];
}

export const surveyShown = (surveys: Survey[], { shown }: SurveysChosen): Survey | null => surveys.find(({ file }) => file === shown) ?? surveys[0] ?? null;

/** One is chosen: the one that was shown before stays as it was left. */
export const afterChoice = (surveys: Survey[], chosen: SurveysChosen, shown: number): Partial<SurveysChosen> => ({
  shown,
  seen: new Set([...chosen.seen, surveyShown(surveys, chosen)?.file ?? shown, shown]),
});

/** For what customers' answers are laid beside: the one that is shown, or else the first, whose customers are known, and how it is read. */
export function surveyOf(summary: Summary, chosen: SurveysChosen): SurveyFile | null {
  const surveys = surveysOf(summary);
  const [shown, known] = [surveyShown(surveys, chosen), surveys.filter(({ matched }) => matched)];
  const found = known.find((each) => each === shown) ?? known[0];
  return found ? { file: found.file, ...readingOf(found, chosen) } : null;
}

/** What the files are called, by their numbers in the core. */
export const fileNames = ({ tables }: OpenedFiles): string[] => tables.filter(({ skipped }) => !skipped).map(({ key }) => key);

export function surveyName({ files }: Survey, names: string[]): string {
  const list = files.map((file) => foreign(names[file] ?? '')).join(', ');
  return files.length > 1 ? msg(str`Together: ${list}`, { id: 'surveys-joined' }) : list;
}
