// In:  a code of sentences.mjs and its arguments.
// Out: an error that carries the sentence in the shape in which the core's refusals come: {code, message, wrong, saw, hint, arguments}.
// Why: whoever reads files throws one kind of error, and both doors can show it as they show the core's.
import { fileSentences } from './sentences.mjs';

/** @typedef {keyof typeof fileSentences} FileProblemCode */

export class FileProblem extends Error {
  /**
   * @param {FileProblemCode} code
   * @param {Record<string, string | number>} detail the sentence's arguments
   */
  constructor(code, detail) {
    const { wrong, saw, hint } = fileSentences[code];
    /** @param {string} words */
    const fill = (words) => words.replace(/\{(\w+)\}/g, (_, place) => String(detail[place] ?? ''));
    const sentence = { code, message: '', wrong: fill(wrong), saw: fill(saw), hint: fill(hint), arguments: detail };
    sentence.message = [sentence.wrong, sentence.saw, sentence.hint].join(' ');
    super(sentence.message);
    this.name = 'FileProblem';
    this.code = code;
    this.detail = detail;
    this.sentence = sentence;
  }
}
