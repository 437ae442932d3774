// When is a field meant? By keyboard one passes half-typed dates and options one does not want, and browsers tell each as a change. Such a
// field has settled when Enter is pressed or it is left; a change by pointer (or by a program) has settled at once.

type Field = HTMLInputElement | HTMLSelectElement;

interface Waiting {
  typing: boolean;
  changed: boolean;
}

// Kept by element, because handlers are made anew each time a component renders.
const waiting = new WeakMap<Field, Waiting>();

const stateOf = (field: Field): Waiting => {
  const state = waiting.get(field) ?? { typing: false, changed: false };
  waiting.set(field, state);
  return state;
};

/** Handlers for keydown, pointerdown, change and blur of one field. */
export function whenSettled<F extends Field>(settle: (field: F) => void) {
  const field = (event: Event) => event.currentTarget as F;
  const done = (element: F) => {
    waiting.set(element, { typing: false, changed: false });
    settle(element);
  };
  return {
    keydown: (event: KeyboardEvent) => {
      if (event.key === 'Enter') done(field(event));
      else if (event.key !== 'Tab' && event.key !== 'Shift') stateOf(field(event)).typing = true;
    },
    pointerdown: (event: Event) => {
      stateOf(field(event)).typing = false;
    },
    change: (event: Event) => {
      if (stateOf(field(event)).typing) stateOf(field(event)).changed = true;
      else done(field(event));
    },
    blur: (event: Event) => {
      if (stateOf(field(event)).changed) done(field(event));
      else stateOf(field(event)).typing = false;
    },
  };
}
