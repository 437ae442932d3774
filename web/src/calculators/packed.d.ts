// What an import of a packed module gives: its gzipped bytes as base64 (web/packed-wasm.ts).
declare module '*.wasm?packed' {
  const packed: string;
  export default packed;
}
