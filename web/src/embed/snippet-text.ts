// The texts that put a calculator on a page. In: its state, and the folder where calculator.html and calculators.js stand ('' if nobody knows).
// Out: HTML as text.
import { type LinkState, formatLink } from '../calculators/link';
import type { Calculator } from '../protocol';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** An element without content; an attribute of null is left out, one of true stands alone. */
function tag(name: string, attributes: Record<string, string | true | null>): string {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === null ? [] : value === true ? [` ${key}`] : [` ${key}="${escaped(value)}"`]));
  return `<${name}${written.join('')}></${name}>`;
}

const inside = (folder: string, file: string): string => (folder === '' || folder.endsWith('/') ? `${folder}${file}` : `${folder}/${file}`);

/** Finds the frame that sent its height; on a page with several of these texts each does so again, to the same end. */
const heightScript = `<script>
addEventListener('message', ({ source, data }) => {
  for (const frame of document.querySelectorAll('iframe'))
    if (frame.contentWindow === source && data && data.type === 'lifeworth:height') frame.style.height = Number(data.height) + 'px';
});
</script>`;

export function frameSnippet(state: LinkState, title: string, folder: string, height: number): string {
  const frame = tag('iframe', {
    title,
    src: `${inside(folder, 'calculator.html')}#${formatLink(state)}`,
    sandbox: 'allow-scripts',
    loading: 'lazy',
    style: `width:100%;border:0;height:${height}px`,
  });
  return `${frame}\n${heightScript}`;
}

const ownNames: Record<string, string> = { simple_clv: 'clv-calculator', retention_profit: 'retention-profit-calculator', nps_conversion: 'nps-calculator', clv_cac: 'clv-cac-calculator' };

/** Attributes for what is seen at once, and for what differs from the example. */
export function elementSnippet({ calculator, currency, language, theme, scenarios }: LinkState, about: Calculator, folder: string): string {
  const given = scenarios[0]!.inputs;
  const texts = about.inputs.flatMap(({ name, group, default: example }): [string, string][] => {
    const value = given[name] ?? null;
    if (value === null || (group !== '' && value === example)) return [];
    return [[name.replaceAll('_', '-'), typeof value === 'object' ? [value.value, value.low, value.high].join('~') : String(value)]];
  });
  const own = ownNames[calculator];
  const element = tag(own ?? 'lifeworth-calculator', { calculator: own ? null : calculator, lang: language, theme, currency, ...Object.fromEntries(texts) });
  return `${tag('script', { src: inside(folder, 'calculators.js'), defer: true })}\n${element}`;
}
