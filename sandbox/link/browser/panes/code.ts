import { button, h, heading, icon } from '../../../browser/dom.ts';
import { createForm, hintBox, textField } from '../form.ts';
import type { Pane } from '../shell.ts';

interface CodeInput {
  heading: string;
  lead: string;
  label: string;
  pattern: string;
  inputMode: 'numeric' | 'text';
  hint: string;
  onSubmit: (code: string) => void;
  skip?: { label: string; onSkip: () => void };
}

/** A short code that came another way: by text message, or on a statement. */
export function codePane(input: CodeInput): Pane {
  const field = textField('code', input.label, {
    inputmode: input.inputMode,
    autocomplete: 'one-time-code',
    maxlength: input.hint.length,
    required: true,
    pattern: input.pattern,
    class: 'input code-input',
  });
  const { form, submit, fill } = createForm('Continue', [field], ({ code = '' }) =>
    input.onSubmit(code),
  );
  return {
    content: [
      h('div', { class: 'lead-icon', 'aria-hidden': 'true' }, icon('shield', 26)),
      heading(input.heading),
      h('p', { class: 'lead' }, input.lead),
      form,
      hintBox('Test code', [input.hint], () => fill({ code: input.hint })),
    ],
    actions: [
      submit,
      ...(input.skip ? [button(input.skip.label, 'secondary', input.skip.onSkip)] : []),
    ],
  };
}
