// A worker with the core and a made-up shop in it (models.cpp). In: { customers, runs }. Out: { histories, runs: [what each run measured] }, after one
// run that nobody counts.
import createCore from '../../build/wasm/lifeworth_bench.mjs';

onmessage = async ({ data: { customers, runs } }) => {
  try {
    const { Bench } = await createCore();
    const bench = new Bench(customers);
    bench.measure();
    postMessage({ histories: bench.histories(), runs: Array.from({ length: runs }, () => JSON.parse(bench.measure())) });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
