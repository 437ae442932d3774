// In:  nothing (all steps but `native`), or the names of steps: house types files asan fuzz wasm cli web native.
// Out: every test run, a headline for each step, and as the last line "N passed, N failed, N skipped"; exit code 1 if any failed.
// Why: one list of steps, in the order in which a failure is cheapest to find. A step that fails does not stop the others.
import { asCommand, Stop } from '../wasm/toolchain/run.mjs';
import { steps } from './test-steps.mjs';

const none = { passed: 0, failed: 0, skipped: 0 };
const inWords = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

async function runStep({ title, work }) {
  const begin = Date.now();
  console.log(`\n== ${title}`);
  let counts;
  try {
    counts = await work();
  } catch (error) {
    // What cannot be built or run at all is one failure; its own words were shown where it happened.
    console.log(error instanceof Stop ? error.message : error);
    counts = { ...none, failed: 1 };
  }
  console.log(`== ${title}: ${inWords(counts)} in ${((Date.now() - begin) / 1000).toFixed(1)} s`);
  return counts;
}

await asCommand(async () => {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !steps.some((step) => step.name === name));
  if (unknown) throw new Stop(`There is no step "${unknown}"; the steps are ${steps.map((step) => step.name).join(', ')}.`);
  const total = { ...none };
  for (const step of steps.filter(({ name, onlyByName }) => (wanted.length === 0 ? !onlyByName : wanted.includes(name)))) {
    const counts = await runStep(step);
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
  console.log(`\n${inWords(total)}`);
  return total.failed > 0 ? 1 : 0;
});
