// Whatever stands in the fields, within the limits that the core names: no number on the page is none or without end, no drawing breaks, and
// nothing is wider than the screen. Each input goes to its lowest and its highest alone, then all at once, then with ranges over all that is possible.
import type { Page } from '@playwright/test';
import { type Scenario, formatLink } from '../../web/src/calculators/link';
import type { CalculatedScenario, CalculatorInput, InputValue } from '../../web/src/protocol';
import { expect, openCalculator, test } from './page';

const calculators = ['simple_clv', 'retention_profit', 'clv_cac', 'nps_conversion', 'margin_multiple', 'retention_curve', 'break_even', 'referral_value', 'unhappy_customer', 'capacity'];

type Inputs = Scenario['inputs'];
type Panel = HTMLElement & { scenario: CalculatedScenario; stale: boolean; spread: unknown; input: CalculatorInput };

/** Opens a link within the page, waits until its answer is drawn, and says what is wrong with what then stands there. */
const wrongWith = (page: Page, link: string) =>
  page.evaluate(async (link) => {
    const everything = (root: Element | ShadowRoot): Element[] => [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? everything(each.shadowRoot) : [])]);
    const parts = () => everything(document.documentElement);
    const panel = () => parts().find((each) => each.matches('lw-result-panel')) as Panel;
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const before = panel().scenario;
    if (location.hash === `#${link}`) return []; // an end that is the example itself: nothing would change
    location.hash = link;
    for (let frames = 0; panel().scenario === before; frames += 1) {
      if (frames > 600) return ['no answer'];
      await frame();
    }
    const waits = () => panel().scenario.spreads && !panel().scenario.problems.length && (panel().stale || !panel().spread);
    for (let frames = 0; waits() && frames < 1200; frames += 1) await frame();
    await frame();
    await frame();
    const wrong: string[] = waits() ? ['no interval'] : [];
    const screen = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > screen) wrong.push(`${document.documentElement.scrollWidth} px wide`);
    for (const each of parts()) {
      if (each.matches('style, script')) continue;
      const own = [...each.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? '');
      const texts = [...own, ...[...each.attributes].map(({ value }) => value), each instanceof HTMLInputElement ? each.value : ''];
      for (const text of texts) if (/\bNaN\b|Infinity|∞|undefined|\[object/.test(text)) wrong.push(`${each.localName}: ${text.trim().slice(0, 80)}`);
      // Texts of drawings are cut off without making the page wider.
      if (!(each instanceof SVGTextElement) || !each.textContent) continue;
      const { left, right } = each.getBoundingClientRect();
      if (left < 0 || right > screen) wrong.push(`“${each.textContent}” reaches from ${Math.round(left)} to ${Math.round(right)} px`);
    }
    if (parts().some((each) => each.matches('lw-calculator [role=alert]'))) wrong.push('a fault of ours');
    return [...new Set(wrong)];
  }, link);

/** An example and what each input can be. */
async function describedInputs(page: Page) {
  const inputs = await page.locator('lw-number-field').evaluateAll((fields) => fields.map((field) => (field as Panel).input));
  return { inputs, example: Object.fromEntries(inputs.map(({ name, default: value }) => [name, value])) as Inputs };
}

function* extremes(inputs: CalculatorInput[], example: Inputs): Generator<[what: string, inputs: Inputs]> {
  for (const end of ['lowest', 'highest'] as const) {
    for (const input of inputs) yield [`${input.name} ${end}`, { ...example, [input.name]: input[end] }];
    yield [`all ${end}`, Object.fromEntries(inputs.map((input) => [input.name, input[end]]))];
    yield [`amounts ${end}`, { ...example, ...Object.fromEntries(inputs.filter(({ unit }) => unit.startsWith('money')).map((input) => [input.name, input[end]])) }];
  }
  const free = inputs.filter(({ counted }) => !counted);
  const wide = ({ name, lowest, highest }: CalculatorInput): InputValue => ({ value: example[name] as number, low: lowest, high: highest });
  yield ['all with ranges over what is possible', { ...example, ...Object.fromEntries(free.map((input) => [input.name, wide(input)])) }];
  yield ['nothing given', Object.fromEntries(inputs.map(({ name }) => [name, null]))];
}

for (const [width, locale, currency] of [
  [390, 'es-ES', 'COP'],
  [1280, 'en-GB', null],
] as const) {
  test.describe(`${width} px, ${locale}`, () => {
    test.use({ locale, viewport: { width, height: 6000 } }); // a chart that nobody sees is not drawn again

    for (const calculator of calculators) {
      test(`${calculator} stands all extremes of its inputs`, async ({ page }) => {
        await openCalculator(page, `c=${calculator}`);
        const { inputs, example } = await describedInputs(page);
        expect(inputs.length).toBeGreaterThan(3);
        const state = { calculator, currency, language: null, theme: null, present: false } as const;
        const wrong: Record<string, string[]> = {};
        for (const [what, given] of extremes(inputs, example)) {
          const period: Inputs = calculator === 'margin_multiple' || calculator === 'retention_curve' ? { period: what.length % 2 ? 'month' : 'year' } : {};
          const found = await wrongWith(page, formatLink({ ...state, scenarios: [{ name: '', inputs: { ...period, ...given } }] }));
          if (found.length) wrong[what] = found;
        }
        expect(wrong).toEqual({});
      });
    }
  });
}
