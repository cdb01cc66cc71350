import type { GrantProduct } from '#lib/processors/partners';

/** What a partner may read, as it stands after "reads". */
export const grantWords: Record<GrantProduct, { label: string; hint: string }> = {
  auth: {
    label: 'Account and routing numbers',
    hint: 'By these money can be paid in, and taken from it.',
  },
  balance: { label: 'The balance', hint: 'Whenever it likes, as of that moment.' },
  identity: {
    label: 'Whose it is',
    hint: 'Name, address, phone and e-mail, as the bank has them.',
  },
  transactions: { label: 'Transactions', hint: 'What goes in and out, past and to come.' },
};
