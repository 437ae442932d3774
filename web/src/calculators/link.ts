// The grammar of a calculator link, version 1. In: a fragment or query, maybe damaged on its way, and the catalogue of calculators.
// Out: what it asks for, or why it cannot be opened. And back: a state as the text of a link, the same for ever:
//
//   v=1&c=margin_multiple&cur=EUR&lang=es&theme=dark&present=1&period=year&retention=0.85~0.8~0.9&1.name=Today&2.retention=0.9&k=x0fz
//
// All inputs of the first scenario are written, as defaults may change; of scenarios 2 to 4 only what differs from the first. A range is
// value~low~high, an empty field name=. k is a check over all before it. A link without v was written by hand: what it leaves out takes the default.
// So no input may be called v, c, k, cur, lang, theme, present or name, and one that is added later needs a default that changes nothing.
//
// Plain form and written form: in the plain form only a name is escaped (% & = + _ as %XX, a space as _), and the check is taken over it; the
// written form is the plain one percent-encoded once more. Thus the plain form comes out whether a program on the way encoded the text
// again, decoded it or touched only some of it, and any space that is found is damage.
import type { Language } from '../localization';
import type { CalculatorInput, InputValue, Inputs } from '../protocol';

export interface Scenario {
  /** At most 40 characters; may be empty. */
  name: string;
  inputs: Inputs;
}

export interface LinkState {
  calculator: string;
  currency: string | null;
  language: Language | null;
  theme: 'light' | 'dark' | null;
  /** Without the page around the calculator. */
  present: boolean;
  /** One to four. */
  scenarios: Scenario[];
}

/** `cut`: the check does not hold, so something was lost or mistyped. */
export type Broken = 'cut' | 'version' | 'unknown_calculator' | 'unreadable';

export type ParsedLink =
  /** `unknown`: names that are not known or whose values cannot be read. */
  | ({ kind: 'link'; unknown: string[] } & LinkState)
  | { kind: 'broken'; reason: Broken }
  | { kind: 'none' };

/** What is needed of the core's catalogue. */
type Input = Pick<CalculatorInput, 'name' | 'unit' | 'default' | 'choices'>;

interface Calculator {
  name: string;
  inputs?: Input[];
}

interface Known {
  calculators: Calculator[];
  currencies?: { code: string }[];
}

const version = '1';
const mostScenarios = 4;
const longestName = 40;
const languages: Language[] = ['en', 'es'];
const themes = ['light', 'dark'] as const;

// ------------------------------------------------------------------ writing

export function formatLink({ calculator, currency, language, theme, present, scenarios }: LinkState): string {
  const pairs = [`v=${version}`, `c=${escaped(calculator)}`];
  if (currency) pairs.push(`cur=${escaped(currency)}`);
  if (language) pairs.push(`lang=${language}`);
  if (theme) pairs.push(`theme=${theme}`);
  if (present) pairs.push('present=1');
  const first = textsOf(scenarios[0]);
  scenarios.slice(0, mostScenarios).forEach((scenario, index) => {
    const own = [...textsOf(scenario)].filter(([name, text]) => index === 0 || first.get(name) !== text);
    const number = index === 0 ? '' : `${index + 1}.`;
    pairs.push(...own.map(([name, text]) => `${number}${escaped(name)}=${text}`));
    const name = escaped(tidy(scenario.name)).replace(/_/g, '%5F').replace(/ /g, '_');
    // A scenario that is the first one over again has its name to be known by, even an empty one.
    if (name || (index > 0 && own.length === 0)) pairs.push(`${index + 1}.name=${name}`);
  });
  const plain = pairs.join('&').replace(/\p{Cs}/gu, '');
  return `${plain.replace(/[^\w.~=&-]+/gu, encode)}&k=${check(plain)}`;
}

const textsOf = (scenario: Scenario | undefined) => new Map(Object.entries(scenario?.inputs ?? {}).map(([name, value]) => [name, textOf(value)]));

function textOf(value: InputValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value).replace('+', ''); // 1e21, not 1e+21
  return [value.value, value.low, value.high].map(textOf).join('~');
}

const hex = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
const escaped = (text: string): string => text.replace(/[%&=+]/g, hex);
const encode = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, hex);

/** FNV-1a, 32 bits, of the characters' codes, as four of 0–9 and a–z. */
function check(plain: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < plain.length; at += 1) hash = Math.imul(hash ^ plain.charCodeAt(at), 0x01000193);
  return ((hash >>> 0) % 36 ** 4).toString(36).padStart(4, '0');
}

/** A name as one line without signs that steer the text around it. */
function tidy(name: string): string {
  const line = name.replace(/\s+/g, ' ').replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, '').trim();
  return [...line].slice(0, longestName).join('').trim();
}

// ------------------------------------------------------------------ reading

/** A text without c is no link of ours. Without a catalogue, any calculator and input is taken as it stands. */
export function parseLink(text: string, catalogue?: Known): ParsedLink {
  let reason: Broken | null = null;
  for (const reading of readings(text)) {
    const name = pairOf(reading, 'c');
    if (name === null) continue;
    const written = pairOf(reading, 'v');
    if (written !== null && written !== version && /^[1-9]\d*$/.test(written)) return { kind: 'broken', reason: 'version' };
    const whole = written === null ? reading : checkedPart(reading);
    const calculator = calculatorOf(name, catalogue);
    if (whole === null) reason = 'cut';
    else if (calculator) return opened(whole, calculator, catalogue?.currencies);
    else if (written !== null) return { kind: 'broken', reason: 'unknown_calculator' };
    else reason ??= /^\w+$/.test(name) ? 'unknown_calculator' : 'unreadable';
  }
  return reason ? { kind: 'broken', reason } : { kind: 'none' };
}

/** The text as it came, decoded once and decoded twice: one of them is the plain form. */
function readings(text: string): string[] {
  const once = decode(text);
  return [...new Set([text, once, decode(once)])].map((each) => withoutEnd(each.replace(/\s+/g, '').replace(/&(?:amp;|#38;)+/gi, '&').replace(/^[#?]+/, '')));
}

/** Percent signs that stand for nothing stay. */
function decode(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

const ends = new Set(' .,;:)>]"\'');

/** The sentence around an address often leaves its end on it. */
function withoutEnd(text: string): string {
  for (let end = text.length; ; ) {
    if (ends.has(text.slice(end - 1, end))) end -= 1;
    else if (end >= 3 && ends.has(decode(text.slice(end - 3, end)))) end -= 3;
    else return text.slice(0, end);
  }
}

const pairOf = (text: string, name: string): string | null => new RegExp(`(?:^|&)${name}=([^&]*)`).exec(text)?.[1] ?? null;

/** What stands before the check, if it holds; what follows it was put there by others. */
function checkedPart(text: string): string | null {
  const [, plain, sum] = /^(.*?)&k=([a-z\d]{4})/s.exec(text) ?? [];
  return plain !== undefined && check(plain) === sum ? plain : null;
}

/** The calculator of that name; without a catalogue, one whose inputs are not known. */
function calculatorOf(name: string, catalogue: Known | undefined): Calculator | null {
  if (catalogue) return catalogue.calculators.find((each) => each.name === name) ?? null;
  return /^[a-z]\w*$/.test(name) ? { name } : null;
}

/** A link's text as a state; what it leaves out takes the default. */
function opened(text: string, { name: calculator, inputs }: Calculator, currencies: Known['currencies']): ParsedLink {
  const link: LinkState = { calculator, currency: null, language: null, theme: null, present: false, scenarios: [] };
  const given: Scenario[] = [{ name: '', inputs: {} }];
  const scenario = (number: string) => (given[Number(number) - 1] ??= { name: '', inputs: {} });
  const unknown = new Set<string>();
  for (const [key, written] of pairsOf(text)) {
    const value = decode(written).replace(/\s+/g, '');
    const [, number = '1', item = key] = /^([1-4])\.(.+)$/s.exec(key) ?? [];
    if (item !== key && item === 'name') scenario(number).name = tidy(decode(written.replace(/[_+]/g, ' ')));
    else if (frame.has(key)) {
      if (!frame.get(key)!(link, value)) unknown.add(key);
    } else {
      const input = readInput(item, value, inputs);
      if (input === undefined) unknown.add(tidy(key));
      else scenario(number).inputs[item] = input;
    }
  }
  if (link.currency && currencies && !currencies.some(({ code }) => code === link.currency)) {
    unknown.add('cur');
    link.currency = null;
  }
  const own = given[0]!.inputs;
  const first = inputs ? Object.fromEntries(inputs.map((input) => [input.name, Object.hasOwn(own, input.name) ? own[input.name]! : input.default])) : own;
  link.scenarios = given.filter(Boolean).map(({ name, inputs: differing }) => ({ name, inputs: { ...first, ...differing } }));
  return { kind: 'link', unknown: [...unknown], ...link };
}

const pairsOf = (text: string): [string, string][] =>
  text
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [key = '', ...rest] = pair.split('=');
      return [decode(key).replace(/\s+/g, ''), rest.join('=')];
    });

/** What surrounds the scenarios: each takes its value into the link, or says false where it cannot be read. */
const frame = new Map<string, (link: LinkState, value: string) => boolean>([
  ['v', () => true],
  ['c', () => true],
  ['k', () => true],
  ['cur', (link, value) => (link.currency = /^[a-z]{3}$/i.exec(value)?.[0].toUpperCase() ?? null) !== null],
  ['lang', (link, value) => (link.language = languages.find((each) => each === value) ?? null) !== null],
  ['theme', (link, value) => (link.theme = themes.find((each) => each === value) ?? null) !== null],
  ['present', (link, value) => (link.present = value === '1') || value === '0'],
]);

/** Undefined if the input or its value is not understood. */
function readInput(name: string, text: string, inputs: Input[] | undefined): InputValue | undefined {
  const input = inputs?.find((each) => each.name === name);
  if (inputs ? !input : !/^[a-z]\w*$/.test(name)) return undefined;
  if (input?.unit === 'choice') return input.choices?.includes(text) ? text : undefined;
  if (text === '') return null;
  if (!input && /^[a-z]\w*$/i.test(text)) return text;
  const [value, low, high, ...more] = text.split('~').map(readNumber);
  if (value === undefined || more.length > 0) return undefined;
  if (!text.includes('~')) return value;
  return low !== undefined && high !== undefined ? { value, low, high } : undefined;
}

function readNumber(text: string): number | undefined {
  const number = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:e-?\d+)?$/i.test(text) ? Number(text) : Infinity;
  return Number.isFinite(number) ? number : undefined;
}
