import { h, heading } from '../../../browser/dom.ts';
import { createForm, hintBox, textField } from '../form.ts';
import type { ViewOf } from '../protocol.ts';
import type { Pane } from '../shell.ts';

interface EnteredNumbers {
  routingNumber: string;
  accountNumber: string;
  name: string;
  subtype: string;
}

interface NumbersInput {
  view: ViewOf<'numbers'>;
  clientName: string;
  onSubmit: (numbers: EnteredNumbers) => void;
  onBack: (() => void) | undefined;
}

const digits = { inputmode: 'numeric', required: true };

/** Routing and account number, typed in. */
export function numbersPane(input: NumbersInput): Pane {
  const { view, clientName } = input;
  const { routingNumber, accountNumber } = view.hint;
  const fields = [
    textField('routingNumber', 'Routing number', { ...digits, pattern: '\\d{9}', maxlength: 9 }),
    textField('accountNumber', 'Account number', {
      ...digits,
      pattern: '\\d{4,17}',
      maxlength: 17,
    }),
    ...(view.asksName
      ? [textField('name', 'Name on the account', { required: true, maxlength: 100 }), kindField()]
      : []),
  ];
  const { form, submit, fill } = createForm('Continue', fields, (values) =>
    input.onSubmit({
      routingNumber: values.routingNumber ?? '',
      accountNumber: values.accountNumber ?? '',
      name: values.name ?? '',
      subtype: values.subtype ?? 'checking',
    }),
  );
  return {
    content: [
      heading(view.asksName ? 'Enter your account numbers' : 'Confirm your account numbers'),
      h(
        'p',
        { class: 'lead' },
        view.institution
          ? `You find them on a check or in the app of ${view.institution.name}.`
          : `You find them on a check. ${clientName} uses them for payments only.`,
      ),
      hintBox('Test numbers', [routingNumber, accountNumber], () =>
        fill({
          routingNumber,
          accountNumber,
          ...(view.asksName ? { name: 'Alberta Charleson' } : {}),
        }),
      ),
      form,
    ],
    actions: [submit],
    onBack: input.onBack,
  };
}

function kindField(): HTMLElement {
  return h(
    'fieldset',
    { class: 'choices row' },
    h('legend', {}, 'Kind of account'),
    ...['checking', 'savings'].map((kind) =>
      h(
        'label',
        { class: 'choice' },
        h('input', { type: 'radio', name: 'subtype', value: kind, checked: kind === 'checking' }),
        h('span', {}, kind === 'checking' ? 'Checking' : 'Savings'),
      ),
    ),
  );
}
