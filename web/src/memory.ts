// What the page remembers between visits: language and theme, nothing of anybody's data. Some browsers refuse storage to files
// opened from disk; then nothing is remembered and nothing breaks.
type Key = 'language' | 'theme';

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
