// <lw-survey-choice>: which of several surveys is shown. In: their names, how many answers each has, and the one that is shown. Out: "choose", the number of another.
import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { msg, str } from '@lit/localize';
import { radioChoice, radioStyles } from '../controls/radio-choice';
import { whole } from '../format';
import type { Survey } from '../surveys';
import { surveyName } from '../surveys';
import { UiElement, ui } from '../ui';

@customElement('lw-survey-choice')
export class SurveyChoice extends UiElement {
  static override styles = [ui, radioStyles];

  @property({ attribute: false }) surveys: Survey[] = [];
  /** Of the files, by number. */
  @property({ attribute: false }) names: string[] = [];
  @property({ attribute: false }) shown = 0;

  override render() {
    const choices = this.surveys.map((survey) => {
      const name = surveyName(survey, this.names);
      return [String(survey.file), msg(str`${name} (${whole(survey.answers)})`, { id: 'surveys-one' })] as const;
    });
    return html`<div class="card no-print">
      ${radioChoice(msg('Whose answers, and how many there are', { id: 'surveys-which' }), 'survey', choices, String(this.shown), (file) => this.dispatchEvent(new CustomEvent('choose', { detail: Number(file) })))}
    </div>`;
  }
}
