import { button, h, heading, icon } from '../../../browser/dom.ts';
import type { Pane } from '../shell.ts';

interface AddedInput {
  banks: { name: string | null; accountCount: number }[];
  clientName: string;
  onAnother: () => void;
  onFinish: () => void;
}

/** One bank is linked, and more may be. */
export function addedPane(input: AddedInput): Pane {
  const { banks, clientName } = input;
  const count = banks.length;
  return {
    content: [
      h('span', { class: 'badge good small' }, icon('check', 26)),
      heading(count === 1 ? 'One bank is connected' : `${count} banks are connected`),
      h('p', { class: 'lead' }, `Add more banks to ${clientName}, or finish here.`),
      h(
        'ul',
        { class: 'topics' },
        ...banks.map(({ name, accountCount }) =>
          h(
            'li',
            {},
            h('span', { class: 'tick' }, icon('check', 16)),
            h(
              'span',
              {},
              h('strong', {}, name ?? 'Account by numbers'),
              h('small', {}, accountCount === 1 ? '1 account' : `${accountCount} accounts`),
            ),
          ),
        ),
      ),
    ],
    actions: [
      button('Finish', 'primary', input.onFinish),
      button('Add another bank', 'secondary', input.onAnother),
    ],
  };
}
