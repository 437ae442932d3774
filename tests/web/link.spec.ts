// Links to calculators: what is written opens again, whatever a mail or chat program did to it on the way; what was lost is told; and a
// link of version 1 opens to the same state for ever (links-v1.txt). No page is opened here.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type LinkState, formatLink, parseLink } from '../../web/src/calculators/link';

const catalogue: NonNullable<Parameters<typeof parseLink>[1]> = {
  calculators: [
    {
      name: 'simple_clv',
      inputs: [
        { name: 'order_value', unit: 'money', default: 60 },
        { name: 'orders_per_year', unit: 'count', default: 4 },
        { name: 'lifespan', unit: 'years', default: 3 },
        { name: 'margin', unit: 'share', default: 0.4 },
      ],
    },
    {
      name: 'margin_multiple',
      inputs: [
        { name: 'period', unit: 'choice', default: 'year', choices: ['month', 'year'] },
        { name: 'margin', unit: 'money', default: 100 },
        { name: 'retention', unit: 'share', default: 0.8 },
        { name: 'discount', unit: 'share', default: 0.1 },
        { name: 'growth', unit: 'share', default: 0 },
        { name: 'acquisition_cost', unit: 'money', default: null },
      ],
    },
  ],
};

const plain = { currency: null, language: null, theme: null, present: false } as const;
const first = { period: 'month', margin: 12.5, retention: { value: 0.85, low: 0.8, high: 0.9 }, discount: 0.01, growth: -0.002, acquisition_cost: 1e-7 };
const rich: LinkState = {
  calculator: 'margin_multiple',
  currency: 'EUR',
  language: 'es',
  theme: 'dark',
  present: true,
  scenarios: [
    { name: 'Hoy: 100 % «ñ» & más_o=menos ~ 5+5 (🎈)!', inputs: first },
    { name: 'Plan B', inputs: { ...first, retention: 0.9 } },
    { name: '', inputs: first },
    { name: '%26', inputs: { ...first, period: 'year', margin: 1e21, growth: { value: 0, low: -0.5, high: 0.5 }, acquisition_cost: null } },
  ],
};
const link = formatLink(rich);
const opens = (text: string, state: LinkState, unknown: string[] = []) => expect(parseLink(text, catalogue), text).toEqual({ kind: 'link', unknown, ...state });

test('what is written is read again, with and without a catalogue', () => {
  opens(link, rich);
  expect(parseLink(link)).toEqual({ kind: 'link', unknown: [], ...rich });
  for (const scenarios of [rich.scenarios.slice(0, 1), rich.scenarios.slice(0, 2), rich.scenarios]) opens(formatLink({ ...rich, ...plain, scenarios }), { ...rich, ...plain, scenarios });
});

test('a link has only signs that mail and chat leave alone, and ends with its check', () => {
  expect(link).toMatch(/^v=1&c=margin_multiple&cur=EUR&lang=es&theme=dark&present=1&period=month&margin=12\.5&retention=0\.85~0\.8~0\.9&(?:[\w.~=&-]|%[\dA-F]{2})*&k=[a-z\d]{4}$/);
  expect(link).toContain('&2.retention=0.9&2.name=Plan_B&3.name=&4.period=year&');
});

test('a name is kept to forty signs of one line', () => {
  const scenarios = [{ name: `  two\nlines \u202e${'🎈'.repeat(50)}\ud800`, inputs: first }];
  const name = `two lines ${'🎈'.repeat(30)}`;
  opens(formatLink({ ...rich, scenarios }), { ...rich, scenarios: [{ name, inputs: first }] });
  opens(`c=simple_clv&1.name=${'x'.repeat(99)}`, { ...plain, calculator: 'simple_clv', scenarios: [{ name: 'x'.repeat(40), inputs: { order_value: 60, orders_per_year: 4, lifespan: 3, margin: 0.4 } }] });
});

const percent = (sign: string) => `%${sign.charCodeAt(0).toString(16)}`;
const damage: Record<string, (text: string) => string> = {
  '& as &amp;': (text) => text.replaceAll('&', '&amp;'),
  '& as &amp;amp;': (text) => text.replaceAll('&', '&amp;amp;'),
  '= percent-encoded': (text) => text.replaceAll('=', '%3D'),
  '& percent-encoded': (text) => text.replaceAll('&', '%26'),
  '~ percent-encoded': (text) => text.replaceAll('~', '%7e'),
  'all three percent-encoded': (text) => text.replace(/[=&~]/g, percent),
  '&amp; percent-encoded': (text) => encodeURIComponent(text.replaceAll('&', '&amp;')),
  'everything percent-encoded once more': (text) => encodeURIComponent(text),
  'everything decoded': (text) => decodeURIComponent(text),
  'a broken line': (text) => `${text.slice(0, 40)}\r\n  ${text.slice(40, 90)}\n${text.slice(90)}`,
  'a broken line, percent-encoded': (text) => `${text.slice(0, 40)}%0D%0A%20${text.slice(40)}`,
  'a space before the check': (text) => text.replace('&k=', ' &k='),
  'its mark': (text) => `#${text}`,
  'a word after it': (text) => `${text}%20see`,
  'what a chat program adds': (text) => `${text}&utm_source=chat`,
  'much of it at once': (text) => `#${text.slice(0, 30)}\n${text.slice(30).replaceAll('=', '%3D').replaceAll('&', '&amp;')}).`,
  'an angle bracket as text': (text) => `${text}&gt;`,
  ...Object.fromEntries([...'.,;:)>]"\'', ').', '%22', '%3E.'].map((end) => [`${end} at the end`, (text: string) => text + end])),
};

for (const [what, harm] of Object.entries(damage)) {
  test(`a link opens all the same with ${what}`, () => {
    opens(harm(link), rich);
    opens(harm(formatLink({ ...rich, scenarios: [rich.scenarios[1]!] })), { ...rich, scenarios: [rich.scenarios[1]!] });
  });
}

test('a hand-written link stands the same', () => {
  const state = { ...plain, calculator: 'simple_clv', scenarios: [{ name: '', inputs: { order_value: 60, orders_per_year: 4, lifespan: { value: 5, low: 4, high: 6 }, margin: 0.4 } }] };
  for (const [what, harm] of Object.entries(damage))
    if (!/after|adds|as text/.test(what)) opens(harm('c=simple_clv&lifespan=5~4~6'), state);
});

test('a link that lost or changed any part is told to be so', () => {
  for (let end = 'v=1&c='.length; end < link.length; end += 1) expect(parseLink(link.slice(0, end), catalogue), link.slice(0, end)).toEqual({ kind: 'broken', reason: 'cut' });
  expect(parseLink(link.replace('0.85', '0.86'), catalogue)).toEqual({ kind: 'broken', reason: 'cut' });
  expect(parseLink(link.replace(/&k=.*/, ''), catalogue)).toEqual({ kind: 'broken', reason: 'cut' });
});

test('a later version, a calculator that is not there, and what is no link', () => {
  expect(parseLink(link.replace('v=1', 'v=2'), catalogue)).toEqual({ kind: 'broken', reason: 'version' });
  expect(parseLink(formatLink({ ...rich, calculator: 'crystal_ball' }), catalogue)).toEqual({ kind: 'broken', reason: 'unknown_calculator' });
  expect(parseLink('c=crystal_ball', catalogue)).toEqual({ kind: 'broken', reason: 'unknown_calculator' });
  expect(parseLink('c=', catalogue)).toEqual({ kind: 'broken', reason: 'unreadable' });
  expect(parseLink('c=<b>', catalogue)).toEqual({ kind: 'broken', reason: 'unreadable' });
  for (const text of ['', 'data', 'calculators', '#', 'v=3', 'utm_source=mail', 'cc=simple_clv', '%']) expect(parseLink(text, catalogue), text).toEqual({ kind: 'none' });
});

test('a hand-written link takes defaults, and says what it did not understand', () => {
  const defaults = { period: 'year', margin: 100, retention: 0.8, discount: 0.1, growth: 0, acquisition_cost: null };
  const own = (inputs: object, name = '') => ({ name, inputs: { ...defaults, ...inputs } });
  const state = { ...plain, calculator: 'margin_multiple' };
  opens('c=margin_multiple&retention=0.9&lang=es', { ...state, language: 'es', scenarios: [own({ retention: 0.9 })] });
  opens('lang=fr&theme=blue&cur=euros&present=yes&c=margin_multiple&retention=high&period=week&growth=1~2&margin=1e999&price=3&5.margin=1&discount=NaN&acquisition_cost=1~2~', { ...state, scenarios: [own({})] }, [
    'lang', 'theme', 'cur', 'present', 'retention', 'period', 'growth', 'margin', 'price', '5.margin', 'discount', 'acquisition_cost',
  ]);
  opens('c=margin_multiple&cur=eur&present=0&period=month&3.margin=.5&2.price=1&3.name=A%26B+%C3%B1_x', { ...state, currency: 'EUR', scenarios: [own({ period: 'month' }), own({ period: 'month', margin: 0.5 }, 'A&B ñ x')] }, ['2.price']);
  opens('c=margin_multiple&k=none&constructor=1&__proto__=2', { ...state, scenarios: [own({})] }, ['constructor', '__proto__']);
});

test('an empty field stays empty, whatever the default', () => {
  const scenarios = [{ name: '', inputs: { order_value: null, orders_per_year: 1, lifespan: null, margin: 0.4 } }, { name: '', inputs: { order_value: 1, orders_per_year: null, lifespan: null, margin: 0.4 } }];
  opens(formatLink({ ...plain, calculator: 'simple_clv', scenarios }), { ...plain, calculator: 'simple_clv', scenarios });
});

test('a value that is no longer understood falls back to the default and is named, in a checked link too', () => {
  const old = formatLink({ ...plain, calculator: 'simple_clv', scenarios: [{ name: '', inputs: { order_value: 10, orders_per_year: 1, price: 5, margin: 'high' } }] });
  opens(old, { ...plain, calculator: 'simple_clv', scenarios: [{ name: '', inputs: { order_value: 10, orders_per_year: 1, lifespan: 3, margin: 0.4 } }] }, ['price', 'margin']);
});

test('every number comes back as it was', () => {
  for (const value of [0, 1, -1, 0.1, 0.30000000000000004, 1e21, 1.5e300, 5e-324, -1e-7, Number.MAX_SAFE_INTEGER, Number.MAX_VALUE]) {
    const scenarios = [{ name: '', inputs: { order_value: value, orders_per_year: { value, low: -value, high: value }, lifespan: 3, margin: 0.4 } }];
    const parsed = parseLink(formatLink({ ...plain, calculator: 'simple_clv', scenarios }), catalogue);
    expect(parsed.kind === 'link' && parsed.scenarios[0]!.inputs['order_value']).toBe(value);
  }
});

test('links of version 1 open to what they always meant', () => {
  const lines = readFileSync(join(import.meta.dirname, 'links-v1.txt'), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  expect(lines.length).toBeGreaterThan(10);
  for (let at = 0; at < lines.length; at += 2) opens(lines[at]!, JSON.parse(lines[at + 1]!) as LinkState);
});

const signs = [
  ...['&', '=', '~', '%', '%2', '%26', '%3D', '%25', '%FF', '%C3', 'amp;', '&amp;', '#', '?', '-', '1.', ' ', '\n', '\0', '\ud800', 'ñ', '🎈'],
  ...['v=1', 'v=', 'c=simple_clv', 'c=', 'k=', '&k=abcd', '2.name=', '4.margin=', 'margin=', '0.5', 'e9', '~~', 'Infinity', '__proto__', 'constructor='],
];

/** Numbers that look like chance and are the same in every run. */
function chances(seed: number) {
  return (below: number) => ((seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 8) % below;
}

test('no text makes it throw, and no number in it is anything but finite', () => {
  const random = chances(1);
  const wrong: string[] = [];
  const good = (value: unknown) => typeof value === 'string' || Number.isFinite(value);
  let links = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const at = random(link.length);
    const harmed = link.slice(0, at) + (random(2) ? signs[random(signs.length)] : String.fromCharCode(random(65_536))) + link.slice(at + random(3));
    const text = round % 2 ? harmed : Array.from({ length: random(40) }, () => signs[random(signs.length)]).join('');
    for (const parsed of [parseLink(text, catalogue), parseLink(text)]) {
      if (parsed.kind !== 'link') continue;
      links += 1;
      const values = parsed.scenarios.flatMap(({ inputs }) => Object.values(inputs)).flatMap((value) => (value === null ? [] : typeof value === 'object' ? Object.values(value) : [value]));
      if (!values.every(good) || parseLink(formatLink(parsed)).kind !== 'link') wrong.push(text);
    }
  }
  expect(wrong).toEqual([]);
  expect(links).toBeGreaterThan(100);
});

test('a very long text is read in no time', () => {
  const begun = performance.now();
  for (const text of [')'.repeat(1e6) + 'x', '&'.repeat(1e6), `c=simple_clv&margin=${'1'.repeat(1e6)}x`, '%25'.repeat(3e5), '&k=abcd'.repeat(1e5), `v=1&c=x${'&k=abcd'.repeat(1e5)}`, `c=simple_clv&margin=${'~'.repeat(1e6)}`])
    parseLink(text, catalogue);
  expect(performance.now() - begun).toBeLessThan(10_000);
});

test('a currency the core does not know is named and left out', () => {
  const known = { ...catalogue, currencies: [{ code: 'EUR' }] };
  expect(parseLink('c=simple_clv&cur=eur', known)).toMatchObject({ kind: 'link', currency: 'EUR', unknown: [] });
  expect(parseLink('c=simple_clv&cur=XYZ', known)).toMatchObject({ kind: 'link', currency: null, unknown: ['cur'] });
});
