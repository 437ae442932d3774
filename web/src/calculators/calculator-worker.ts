// The worker of embedded calculators. In: jobs of the kind "compute", which is all the small core knows. Out: its answers. The module is unpacked
// here: packed it takes a third less of the file (web/packed-wasm.ts).
import createCore from '../../../build/wasm/lifeworth_calculators.mjs';
import packed from '../../../build/wasm/lifeworth_calculators.wasm?packed';
import { openCalculators } from '../../../wasm/door.mjs';
import { answerJobs } from '../answer-jobs';

async function unpacked(): Promise<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

const calculators = unpacked()
  .then((wasmBinary) => createCore({ wasmBinary }))
  .then(openCalculators);

answerJobs(async ({ job }) => {
  if (job.do !== 'compute') throw new Error(`Calculators cannot ${job.do} files.`);
  return (await calculators).compute(job.request);
});
