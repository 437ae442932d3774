// In:  the name of a contender, the columns it needs, and the file that the input holds.
// Out: window.contender: prepare() loads and warms it up, read() answers { milliseconds, answer }. The clock runs from the moment the file is
//      handed over until the customer table stands; what is loaded before is given to every contender for free.
const workers = {
  stream: 'bytes-worker.js',
  byob: 'bytes-worker.js',
  papaparse: 'papaparse-worker.js',
  udsv: 'udsv-worker.js',
};

const fileOf = () => document.querySelector('#file').files[0];

/** A contender that lives in a worker of ours: one message in, one message out. */
async function inWorker(name) {
  const worker = new Worker(new URL(workers[name], import.meta.url));
  const ask = (message) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
      worker.onerror = (event) => reject(new Error(event.message || 'the worker did not start'));
      worker.postMessage(message);
    });
  await ask({ do: 'prepare', name });
  return (columns) => ask({ do: 'read', name, file: fileOf(), columns });
}

let read;

window.contender = {
  async prepare(name) {
    read = name.startsWith('duckdb') ? await (await import('./duckdb.mjs')).prepare(name, fileOf) : await inWorker(name);
  },
  async read(columns) {
    const begin = performance.now();
    const answer = await read(columns);
    return { milliseconds: performance.now() - begin, answer: answer.later ? await answer.later() : answer };
  },
};
