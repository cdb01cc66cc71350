import { button, h, heading, icon } from '../../../browser/dom.ts';
import type { Pane } from '../shell.ts';

interface SuccessInput {
  institutionName: string;
  accountCount: number;
  clientName: string;
  isUpdate: boolean;
  onDone: () => void;
}

export function successPane(input: SuccessInput): Pane {
  const { institutionName, accountCount, clientName, isUpdate } = input;
  const accounts = accountCount === 1 ? '1 account' : `${accountCount} accounts`;
  return {
    content: [
      h(
        'div',
        { class: 'middle' },
        h('span', { class: 'badge good' }, icon('check', 30)),
        heading(isUpdate ? 'You are connected again' : 'You are connected'),
        h(
          'p',
          { class: 'lead' },
          isUpdate
            ? `${clientName} can read your accounts at ${institutionName} again.`
            : `${accounts} at ${institutionName} ${accountCount === 1 ? 'is' : 'are'} now connected to ${clientName}.`,
        ),
      ),
    ],
    actions: [button('Done', 'primary', input.onDone)],
  };
}
