// In:  a file and its columns. Out: the answer, by uDSV at its best: text chunk by chunk, each row an array of texts, none of them kept.
importScripts('/tools/bench/node_modules/udsv/dist/uDSV.iife.min.js', 'customers.js');

async function read(file, { customer, date, amount }) {
  const customers = new Customers();
  const take = (cells) => customers.add(cells[customer], cells[date], cells[amount]);
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let parser = null;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parser ??= uDSV.initParser(uDSV.inferSchema(value));
    parser.chunk(value, parser.stringArrs, take);
  }
  parser?.end();
  return customers.answer();
}

self.onmessage = async ({ data: { do: what, file, columns } }) => {
  if (what === 'prepare') return self.postMessage({ ready: true });
  try {
    self.postMessage(await read(file, columns));
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};
