// What a person lets go into what they hand on (files and paper): off until they say so, and off again at the next visit. In: their choice. Out: the same, to whoever asks.

export interface Sharing {
  /** Groups of fewer than five customers. */
  smallCells: boolean;
  /** E-mail addresses in full. */
  emails: boolean;
}

const letGo: Sharing = { smallCells: false, emails: false };
const told = new Set<() => void>();

export const shared = (): Readonly<Sharing> => letGo;

export function share(change: Partial<Sharing>): void {
  Object.assign(letGo, change);
  told.forEach((callback) => callback());
}

/** Calls back when another choice is made. Returns the end of it. */
export function onSharing(callback: () => void): () => void {
  told.add(callback);
  return () => told.delete(callback);
}
