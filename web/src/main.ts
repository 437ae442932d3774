// Wires the page: the last door shut, then language and theme, then the app element.
import './shut';
import { preferredLanguage, useLanguage } from './localization';
import { applyTheme } from './controls/theme-choice';
import { concealOnPaper } from './small-cells';
import './app';

applyTheme();
concealOnPaper();
void useLanguage(preferredLanguage());
