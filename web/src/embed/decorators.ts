// Lit's decorators for a page that is not ours: an element whose name is taken, by another copy of this script or by anyone, is left alone.
// The build of the custom elements puts this in the place of lit/decorators.js (web/for-other-pages.ts).
export * from 'lit/decorators.js';

export const customElement =
  (name: string) =>
  (element: CustomElementConstructor): void => {
    if (!customElements.get(name)) customElements.define(name, element);
  };
