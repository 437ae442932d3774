// In:  nothing.
// Out: { env }: cmake, ninja and, for the native builds, a C++23 compiler that CXX names.
// Why: the same clang that Emscripten uses, with the same standard library (libc++), so that native and WebAssembly differ
//      as little as they can.
import { hasApt, install } from './apt.mjs';
import { versions } from './places.mjs';
import { Stop, which } from './run.mjs';

export function provideBuildTools() {
  if (which('cmake') && which('ninja')) return;
  if (!hasApt()) throw new Stop('Please install cmake (3.25 or newer) and ninja and put them on PATH.');
  install(['cmake', 'ninja-build']);
}

export function provideNative() {
  provideBuildTools();
  if (hasApt()) {
    const library = ['libc++', 'libc++abi', 'libclang-rt'].map((name) => `${name}-${versions.llvm}-dev`);
    install([`clang-${versions.llvm}`, `lld-${versions.llvm}`, `llvm-${versions.llvm}`, ...library]);
  }
  const compiler = [`clang++-${versions.llvm}`, 'clang++'].find(which);
  if (!compiler) throw new Stop(`Please install clang ${versions.llvm} or newer and put clang++ on PATH.`);
  return { env: { CXX: compiler } };
}
