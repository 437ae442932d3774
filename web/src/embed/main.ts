// Wires the embedded calculator: the last door shut, language and theme as the address says, for this page only (nothing is remembered), then the
// calculator. The page around the frame is told how high this one is: a number, and nothing else leaves.
import '../shut';
import { onAddress, readAddress } from '../address';
import { parseLink } from '../calculators/link';
import { applyTheme } from '../controls/theme-choice';
import { spoken, useLanguage } from '../localization';
import './embedded';

function dress(address: string): void {
  const link = parseLink(address);
  const { language, theme } = link.kind === 'link' ? link : { language: null, theme: null };
  applyTheme(theme ?? 'auto');
  void useLanguage(language ?? spoken(navigator.languages));
}

dress(readAddress());
onAddress(dress);

if (window.parent !== window)
  new ResizeObserver(() => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    window.parent.postMessage({ type: 'lifeworth:height', height }, '*'); // whoever holds the frame may know
  }).observe(document.documentElement);
