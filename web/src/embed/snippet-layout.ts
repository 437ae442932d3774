// How the page that makes snippets is laid out. Values come from tokens.css.
import { css } from 'lit';

export const layout = css`
  :host {
    max-width: var(--page);
    margin: 0 auto;
    padding: var(--space-4) clamp(var(--space-4), 4vw, var(--space-6)) var(--space-7);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    align-items: center;
    justify-content: space-between;
    margin-bottom: var(--space-5);
  }
  .brand {
    font-family: var(--font-display);
    font-size: var(--size-title);
    font-weight: 600;
    color: var(--ink);
    text-decoration: none;
  }
  .brand span {
    color: var(--accent);
  }
  h1 {
    font-size: var(--size-title);
  }
  .choices {
    display: grid;
    gap: var(--space-4);
    grid-template-columns: repeat(auto-fill, minmax(min(13rem, 100%), 1fr));
    align-items: end;
  }
  .note {
    background: var(--note-soft);
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius);
    max-width: none;
  }
  iframe {
    display: block;
    width: 100%;
    border: 0;
    outline: 1px dashed var(--edge);
  }
`;
