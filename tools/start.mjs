// In:  a checkout and a machine with node; PORT, if a certain port is wanted.
// Out: the page and what stands beside it in dist/, built and served on this machine, until the command is stopped.
import { Stop, asCommand } from '../wasm/toolchain/run.mjs';
import { buildPage } from './build.mjs';
import { serve } from './static-server.mjs';

const usualPort = 4173;

async function serveSomewhere(folder) {
  const wanted = process.env.PORT;
  if (wanted !== undefined && !(/^\d{1,5}$/.test(wanted) && Number(wanted) < 65536)) {
    throw new Stop(`PORT is "${wanted}"; please set it to a number from 0 to 65535.`);
  }
  const ports = wanted === undefined ? Array.from({ length: 100 }, (_, i) => usualPort + i) : [Number(wanted)];
  for (const port of ports) {
    try {
      return await serve({ folder, port });
    } catch (error) {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    }
  }
  throw new Stop(`Port ${ports[0]} cannot be used; please set PORT to a free one.`);
}

await asCommand(async () => {
  const { page, folder } = await buildPage();
  const { url } = await serveSomewhere(folder);
  console.log(`Lifeworth is at ${url}`);
  console.log(`The page is one file: ${page}`);
  console.log(`To put a calculator on a page of yours: ${url}embed.html (it needs calculator.html or calculators.js from ${folder})`);
});
