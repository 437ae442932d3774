// Wires the page: language and theme first, then the app element.
import { preferredLanguage, useLanguage } from './localization';
import { applyTheme } from './controls/theme-choice';
import './app';

applyTheme();
void useLanguage(preferredLanguage());
