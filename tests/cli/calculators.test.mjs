// The small module of embedded calculators answers as the whole core does: money and counts the same, other numbers to 1e-9, for it is built with
// the small versions of pow, exp and log.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { buildWasm } from '../../tools/build.mjs';
import { loadCore } from '../../tools/core.mjs';
import { Refusal, openCalculators, openSession } from '../../wasm/door.mjs';

const whole = openSession(await loadCore());
const { calculators: files } = await buildWasm();
const { default: createCore } = await import(pathToFileURL(files.module).href);
const small = openCalculators(await createCore({ wasmBinary: readFileSync(files.wasm) }));

/** The second of two answers with its numbers as the first has them, where they are that close. */
const asIn = (first, second) => {
  if (typeof first === 'number' && typeof second === 'number') return Math.abs(first - second) <= 1e-9 * Math.abs(first) ? first : second;
  if (typeof first !== 'object' || typeof second !== 'object' || first === null || second === null) return second;
  const entries = Object.entries(second).map(([key, value]) => [key, asIn(first[key], value)]);
  return Array.isArray(second) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
};

const { calculators } = small.compute({ kind: 'calculators' });

test('the catalogue is the same', () => {
  assert.deepEqual(small.compute({ kind: 'calculators' }), whole.compute({ kind: 'calculators' }));
});

for (const { name, inputs, outputs } of calculators) {
  test(`${name}: results, ranges and solutions are the same`, () => {
    const ranged = inputs.find(({ unit, counted, default: value }) => unit !== 'choice' && !counted && value > 0);
    const scenario = ranged ? { [ranged.name]: { value: ranged.default, low: ranged.default * 0.98, high: ranged.default * 1.02 } } : {};
    const common = { calculator: name, currency: 'EUR', scenarios: [scenario] };
    const requests = [
      { kind: 'calculation', ...common },
      { kind: 'uncertainty', ...common, draws: 1000 },
      { kind: 'solve', ...common, scenarios: [{}], input: inputs.find(({ unit }) => unit !== 'choice').name, output: outputs[0].key, target: 10 },
    ];
    for (const request of requests) {
      const answer = whole.compute(request);
      assert.deepEqual(asIn(answer, small.compute(request)), answer, request.kind);
    }
  });
}

test('what the small module does not know is refused in the same words', () => {
  const refused = (core, request) => {
    try {
      core.compute(request);
    } catch (error) {
      assert.ok(error instanceof Refusal);
      return error.sentence;
    }
    return null;
  };
  assert.equal(refused(small, { kind: 'realised' }).code, 'bad_request');
  const nonsense = { kind: 'calculation', calculator: 'crystal_ball', scenarios: [{}] };
  assert.deepEqual(refused(small, nonsense), refused(whole, nonsense));
});
