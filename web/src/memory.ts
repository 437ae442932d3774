// What the page remembers between visits: language, theme, which parts are folded, and how files with the same header are read; nothing of anybody's data. Some browsers refuse storage to files
// opened from disk; then nothing is remembered and nothing breaks.
type Key = 'language' | 'theme' | 'folded' | `mapping.${string}`;

export function remember(key: Key, value: string): void {
  try {
    localStorage.setItem(`lifeworth.${key}`, value);
  } catch {
    // no storage: the choice holds for this visit
  }
}

export function recall(key: Key): string | null {
  try {
    return localStorage.getItem(`lifeworth.${key}`);
  } catch {
    return null;
  }
}

/** Forgets the oldest-named of many keys, so that they never fill the storage. */
export function forgetBeyond(start: Key, most: number): void {
  try {
    const known = Object.keys(localStorage).filter((name) => name.startsWith(`lifeworth.${start}`));
    for (const name of known.slice(0, Math.max(0, known.length - most))) localStorage.removeItem(name);
  } catch {
    // no storage: nothing to forget
  }
}
