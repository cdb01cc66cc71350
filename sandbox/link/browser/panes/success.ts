import { button, h, heading, icon } from '../../../browser/dom.ts';
import type { Finished } from '../protocol.ts';
import type { Pane } from '../shell.ts';

interface SuccessInput {
  finished: Finished;
  clientName: string;
  isUpdate: boolean;
  onDone: () => void;
}

export function successPane(input: SuccessInput): Pane {
  return {
    content: [
      h(
        'div',
        { class: 'middle' },
        h('span', { class: 'badge good' }, icon('check', 30)),
        heading(input.isUpdate ? 'You are connected again' : 'You are connected'),
        h('p', { class: 'lead' }, describe(input)),
      ),
    ],
    actions: [button('Done', 'primary', input.onDone)],
  };
}

function describe({ finished, clientName, isUpdate }: SuccessInput): string {
  const { accounts, institution } = finished;
  const place = institution ? ` at ${institution.name}` : '';
  if (isUpdate) {
    return `${clientName} can read your accounts${place} again.`;
  }
  if (accounts.length === 0) {
    return `${clientName} can now see what you earn.`;
  }
  return accounts.length === 1
    ? `1 account${place} is now connected to ${clientName}.`
    : `${accounts.length} accounts${place} are now connected to ${clientName}.`;
}
