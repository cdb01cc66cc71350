import { button, h, heading, icon } from '../../../browser/dom.ts';
import { createForm, hintBox, textField } from '../form.ts';
import type { Pane } from '../shell.ts';

interface PhoneInput {
  phone: string;
  onSubmit: (phone: string) => void;
  onSkip: () => void;
}

const knownNumber = '415-555-0011';

/** Who has linked a bank before is recognised by their number. */
export function phonePane(input: PhoneInput): Pane {
  const field = textField('phone', 'Phone number', {
    type: 'tel',
    inputmode: 'tel',
    placeholder: '415-555-0011',
    value: input.phone,
    maxlength: 20,
    required: true,
    pattern: '[+0-9 \\(\\)\\.\\-]{10,20}',
  });
  const { form, submit, fill } = createForm('Continue', [field], ({ phone = '' }) =>
    input.onSubmit(phone),
  );
  return {
    content: [
      h('div', { class: 'lead-icon', 'aria-hidden': 'true' }, icon('phone', 26)),
      heading('Have you been here before?'),
      h(
        'p',
        { class: 'lead' },
        'With your phone number, banks you have linked already need no password.',
      ),
      form,
      hintBox('Returning person', [knownNumber], () => fill({ phone: knownNumber })),
    ],
    actions: [submit, button('Continue without phone number', 'secondary', input.onSkip)],
  };
}
