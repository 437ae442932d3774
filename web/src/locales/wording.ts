// How the core's sentences are written down in Spanish.
export interface Wording {
  wrong: string;
  saw: string;
  hint: string;
}

/** A percent sign stays with its number. */
export const says = (...parts: [wrong: string, saw?: string, hint?: string]): Wording => {
  const [wrong = '', saw = '', hint = ''] = parts.map((part) => part?.replace(/ %/g, '\u00a0%'));
  return { wrong, saw, hint };
};
