// In:  Chromium and the address of the built page.
// Out: for the calculators: how long from opening the page to the first result; per calculator how long from a step of a slider to the redrawn
//      result, charts and levers; how long 100,000 draws take, and the longest gap between two frames meanwhile.
// Why: an audience watches a slider being dragged. A frame is 16 ms; what the browser's own idle frames took in the same run stands beside it.

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const high = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * 0.95)];

/** In the page: drags the first slider and waits each time until result and charts have changed. Milliseconds for each step. */
async function drag(steps) {
  const deep = (root, selector) => {
    const found = root.querySelector(selector);
    if (found) return found;
    for (const each of root.querySelectorAll('*')) {
      const inside = each.shadowRoot && deep(each.shadowRoot, selector);
      if (inside) return inside;
    }
    return null;
  };
  const slider = deep(document, 'lw-inputs-panel').shadowRoot.querySelector('lw-number-field').shadowRoot.querySelector('input[type=range]');
  const panel = deep(document, 'lw-result-panel').shadowRoot;
  const times = [];
  for (let step = 0; step < steps; step += 1) {
    await new Promise((resolve) => setTimeout(resolve, 60));
    await new Promise(requestAnimationFrame);
    const changed = new Promise((resolve) => {
      const watch = new MutationObserver(() => {
        watch.disconnect();
        setTimeout(resolve); // the charts draw in the same task as the result
      });
      watch.observe(panel, { subtree: true, childList: true, characterData: true });
    });
    const begin = performance.now();
    slider.value = String(Number(slider.min) + (Number(slider.max) - Number(slider.min)) * (0.3 + 0.5 * ((step * 0.618) % 1)));
    slider.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await changed;
    times.push(performance.now() - begin);
  }
  return times;
}

/** In the page: gaps between frames until the interval of the result is fresh, or for some frames. */
async function frames(count) {
  const gaps = [];
  let last = await new Promise(requestAnimationFrame);
  for (let frame = 0; frame < count; frame += 1) {
    const now = await new Promise(requestAnimationFrame);
    gaps.push(now - last);
    last = now;
  }
  return gaps;
}

export async function benchCalculators(chromium, executablePath, pageUrl) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  const lines = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const opened = [];
    for (let run = 0; run < 3; run += 1) {
      await page.goto('about:blank');
      await page.goto(`${pageUrl}#c=retention_profit`);
      await page.locator('[data-output=gain_points]').first().waitFor();
      opened.push(await page.evaluate(() => performance.now()));
    }
    lines.push(`calculator usable      ${median(opened).toFixed(0)} ms after opening the page`);
    const idle = await page.evaluate(frames, 60);
    lines.push(`idle frames            ${median(idle).toFixed(1)} ms, longest ${Math.max(...idle).toFixed(0)} ms`);
    for (const name of ['simple_clv', 'retention_profit', 'clv_cac', 'margin_multiple', 'retention_curve']) {
      await page.goto('about:blank');
      await page.goto(`${pageUrl}#c=${name}`);
      await page.locator('[data-output]').first().waitFor();
      const times = await page.evaluate(drag, 60);
      lines.push(`${name.padEnd(22)} ${median(times).toFixed(1)} ms from slider to redrawn, 95% within ${high(times).toFixed(0)} ms`);
    }
    await page.goto('about:blank');
    await page.goto(`${pageUrl}#c=retention_profit&retention_per_year=0.8~0.75~0.85`);
    await page.locator('[data-interval]').first().waitFor();
    const begin = Date.now();
    await page.goto(`${pageUrl}#c=retention_profit&retention_per_year=0.8~0.7~0.85`);
    const meanwhile = page.evaluate(frames, 30);
    await page.locator('[data-interval]:not(.stale)').first().waitFor();
    lines.push(`100,000 draws          ${Date.now() - begin} ms, longest frame meanwhile ${Math.max(...(await meanwhile)).toFixed(0)} ms`);
  } finally {
    await browser.close();
  }
  return lines;
}
