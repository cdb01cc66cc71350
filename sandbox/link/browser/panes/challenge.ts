import { emblem, h, heading } from '../../../browser/dom.ts';
import type { PromptView, StepView } from '../protocol.ts';
import type { Pane } from '../shell.ts';

type ChallengeView = Extract<StepView, { step: 'challenge' }>;

/** What the bank asks beyond the password: a way to send a code, the code, questions, choices. */
export function challengePane(
  view: ChallengeView,
  onSubmit: (answers: string[]) => void,
  onBack?: () => void,
): Pane {
  const submit = h(
    'button',
    { type: 'submit', class: 'button primary', form: 'challenge' },
    'Continue',
  );
  const form = h(
    'form',
    { id: 'challenge', novalidate: true },
    ...view.prompts.map((prompt, index) =>
      prompt.options.length > 0
        ? choice(prompt, index, view.type)
        : question(prompt, index, view.type),
    ),
  );
  const read = () => {
    const data = new FormData(form);
    return view.prompts.map((_, index) => String(data.get(`answer-${index}`) ?? ''));
  };
  const updateSubmit = () => {
    submit.disabled = read().some((answer) => answer.trim() === '');
  };
  form.addEventListener('input', updateSubmit);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!submit.disabled) {
      onSubmit(read());
    }
  });
  updateSubmit();
  const hints =
    view.type === 'recaptcha'
      ? []
      : view.prompts.map((prompt) => prompt.hint).filter((hint) => hint !== '');
  return {
    content: [
      h('div', { class: 'bank-head' }, emblem(view.institution, 'large')),
      heading(view.title),
      h('p', { class: 'lead' }, `${view.institution.name} wants to be sure that it is you.`),
      form,
      ...(hints.length > 0 ? [hintBox(hints)] : []),
    ],
    actions: [submit],
    onBack,
  };
}

function question(prompt: PromptView, index: number, type: ChallengeView['type']): HTMLElement {
  return h(
    'div',
    {},
    h('label', { for: `answer-${index}` }, prompt.label),
    h('input', {
      class: 'input',
      id: `answer-${index}`,
      name: `answer-${index}`,
      type: 'text',
      inputmode: type === 'code' ? 'numeric' : 'text',
      autocomplete: 'off',
      maxlength: 200,
    }),
  );
}

function choice(prompt: PromptView, index: number, type: ChallengeView['type']): HTMLElement {
  return h(
    'fieldset',
    { class: 'choices' },
    h('legend', type === 'recaptcha' ? { class: 'visually-hidden' } : {}, prompt.label),
    ...prompt.options.map((option) =>
      h(
        'label',
        { class: 'choice' },
        h('input', {
          type: type === 'recaptcha' ? 'checkbox' : 'radio',
          name: `answer-${index}`,
          value: option,
        }),
        h('span', {}, option),
      ),
    ),
  );
}

function hintBox(hints: string[]): HTMLElement {
  const codes = hints.flatMap((hint, index) => [...(index > 0 ? [', '] : []), h('code', {}, hint)]);
  return h('div', { class: 'hint' }, h('span', {}, 'Test answer: ', ...codes));
}
