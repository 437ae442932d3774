// In:  a built HTML file, and rules it needs besides. Out: the same with its Content-Security-Policy as the first thing in <head>.
// Why: "nothing leaves" is enforced by the browser. Scripts and styles are allowed by the hash of what is in the file; workers only
//      from blobs made by the page (they inherit the policy); no connection, form, frame, image or base address at all.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const contents = (html: string, element: string) =>
  [...html.matchAll(new RegExp(`<${element}(?:\\s[^>]*)?>([\\s\\S]*?)</${element}>`, 'g'))].map(([, text]) => hash(text ?? ''));

/** The <style> that Observable Plot 0.6.17 puts into a chart of class "chart"; a test sees it if a new version changes it. */
const plotStyle = `:where(.chart) {
  --plot-background: white;
  display: block;
  height: auto;
  height: intrinsic;
  max-width: 100%;
}
:where(.chart text),
:where(.chart tspan) {
  white-space: pre;
}`;

export const policyOf = (html: string, rules: string[] = []) =>
  [
    "default-src 'none'",
    `script-src ${contents(html, 'script').join(' ')} 'wasm-unsafe-eval'`,
    `style-src ${[...contents(html, 'style'), hash(plotStyle)].join(' ')}`,
    'worker-src blob:',
    'img-src data:',
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    ...rules,
  ].join('; ');

export function contentSecurityPolicy(page: string, rules: string[] = []): Plugin {
  let folder = '';
  return {
    name: 'content-security-policy',
    apply: 'build',
    configResolved: (config) => {
      folder = config.build.outDir;
    },
    closeBundle: () => {
      const file = join(folder, page);
      const html = readFileSync(file, 'utf8');
      if (!html.includes('<head>')) throw new Error('The page has no <head> to put its policy into.');
      writeFileSync(file, html.replace('<head>', `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policyOf(html, rules)}" />`));
    },
  };
}
