// Wires the page that makes snippets: the last door shut, then language and theme as in the product, then the element.
import '../shut';
import { applyTheme } from '../controls/theme-choice';
import { preferredLanguage, useLanguage } from '../localization';
import './snippet';

applyTheme();
void useLanguage(preferredLanguage());
