// In:  nothing, or CHROMIUM naming a browser.
// Out: the path of a Chromium for the browser tests.
// Why: the distribution's browser gets its security updates with the system; test tools' own downloads are big, are not
//      packaged, and are often out of reach behind a mirror.
import { existsSync } from 'node:fs';
import { hasApt, install } from './apt.mjs';
import { Stop, which } from './run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

export function provideBrowser() {
  if (process.env.CHROMIUM && existsSync(process.env.CHROMIUM)) return process.env.CHROMIUM;
  const installed = names.map(which).find(Boolean);
  if (installed) return installed;
  // A font belongs to it: without any, pages have no text to test.
  if (hasApt()) install(['chromium', 'fonts-dejavu-core']);
  const found = names.map(which).find(Boolean);
  if (!found) throw new Stop('Please install Chromium, or set CHROMIUM to the path of a Chrome or Chromium.');
  return found;
}
