import { button, h, heading, icon } from '../../../browser/dom.ts';
import { createForm, textField } from '../form.ts';
import type { AccountChoice, BankPage } from '../protocol.ts';
import type { Pane } from '../shell.ts';
import { accountsForm } from './accounts.ts';

/** The bank's own sign-in: whatever is typed, or nothing, is accepted. */
export function bankSignInPane(
  page: BankPage,
  onSubmit: (username: string, password: string) => void,
  onCancel: () => void,
): Pane {
  const fields = [
    textField('username', 'User ID', { autocapitalize: 'none', maxlength: 200 }),
    textField('password', 'Password', { type: 'password', maxlength: 60_000 }),
  ];
  const { form, submit } = createForm('Sign in', fields, ({ username = '', password = '' }) =>
    onSubmit(username, password),
  );
  return {
    content: [
      heading('Sign in to online banking'),
      h('p', { class: 'lead' }, `${page.clientName} has sent you here to ask for your permission.`),
      form,
    ],
    actions: [submit, button('Cancel and go back', 'secondary', onCancel)],
  };
}

/** Which accounts, and yes or no. */
export function bankAccountsPane(
  page: BankPage,
  accounts: AccountChoice[],
  onAllow: (accountIds: string[]) => void,
  onDeny: () => void,
): Pane {
  const chosen = { accounts, isSingle: false };
  const { listHead, form, submit } = accountsForm('Your accounts', chosen, 'Allow', onAllow);
  const titles = page.topics.map(({ title }) => title.toLowerCase());
  return {
    content: [
      heading(`Allow ${page.clientName}?`),
      h('p', { class: 'lead' }, `It asks to read ${joinWords(titles)} of the accounts you tick.`),
      listHead,
      form,
    ],
    actions: [submit, button('Refuse', 'secondary', onDeny)],
  };
}

/** In a window that could not close itself. */
export function bankLeavePane(page: BankPage, isAllowed: boolean): Pane {
  return plainPane(
    isAllowed ? `${page.clientName} is allowed` : 'Nothing was shared',
    'You can close this window and go on where you came from.',
  );
}

export function bankTroublePane(): Pane {
  return plainPane(
    'This visit is over',
    'It was decided or left before. Go back to where you came from and start again.',
  );
}

function plainPane(title: string, text: string): Pane {
  return {
    content: [
      h(
        'div',
        { class: 'middle' },
        h('span', { class: 'badge' }, icon('lock', 28)),
        heading(title),
        h('p', { class: 'lead' }, text),
      ),
    ],
  };
}

function joinWords(words: string[]): string {
  return words.length < 2
    ? (words[0] ?? 'the details')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
