// In:  a file. Out: how many bytes it has, counted while they are read and not looked at: the least that any reader in a worker needs.
//      `stream` takes the chunks the browser makes; `byob` has them written into one buffer of ours, again and again.
async function stream(file) {
  const reader = file.stream().getReader();
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes;
    bytes += value.length;
  }
}

async function byob(file) {
  const reader = (self.reader = file.stream().getReader({ mode: 'byob' })); // or it might be collected while it waits
  let buffer = new ArrayBuffer(1 << 20);
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(buffer));
    if (done) return bytes;
    bytes += value.length;
    buffer = value.buffer;
  }
}

self.onmessage = async ({ data: { do: what, name, file } }) => {
  if (what === 'prepare') return self.postMessage({ ready: true });
  try {
    self.postMessage({ bytes: await (name === 'byob' ? byob : stream)(file) });
  } catch (error) {
    self.postMessage({ error: String(error) });
  }
};
