import { h } from '../../browser/dom.ts';
import { type ItemSummary, post } from './control-client.ts';
import type { Run } from './panel.ts';

/** What can happen to an Item, with the webhook that tells of it. */
const happenings: Record<string, { text: string; done: string; path: string; body: object }> = {
  account: {
    text: 'A new account is opened',
    done: 'The account is open; update mode offers it.',
    path: 'accounts',
    body: { name: 'Holiday Savings', subtype: 'savings', current: 250 },
  },
  revoke: {
    text: 'The permission is withdrawn',
    done: 'The permission is withdrawn.',
    path: 'revoke',
    body: {},
  },
  bulk: {
    text: '10,000 more transactions',
    done: 'Ten thousand transactions were written.',
    path: 'transactions/bulk',
    body: { count: 10_000 },
  },
};

/** Webhooks that only tell, whether or not it is so. */
const webhookCodes = [
  'SYNC_UPDATES_AVAILABLE',
  'DEFAULT_UPDATE',
  'RECURRING_TRANSACTIONS_UPDATE',
  'NEW_ACCOUNTS_AVAILABLE',
  'PENDING_DISCONNECT',
  'USER_PERMISSION_REVOKED',
  'USER_ACCOUNT_REVOKED',
  'ERROR',
  'LOGIN_REPAIRED',
];

interface EventForm {
  element: HTMLElement;
  update(item: ItemSummary): void;
}

/** One choice of everything that may befall an Item. */
export function createEventForm(itemId: string, run: Run): EventForm {
  const codes = h(
    'optgroup',
    { label: 'Only the webhook' },
    ...webhookCodes.map((code) => h('option', { value: code }, code)),
  );
  const select = h(
    'select',
    { class: 'small-input', 'aria-label': 'What happens' },
    h(
      'optgroup',
      { label: 'It happens' },
      ...Object.entries(happenings).map(([name, { text }]) => h('option', { value: name }, text)),
    ),
    codes,
  );
  const go = h('button', { type: 'button', class: 'small-button' }, 'Make it so');
  go.addEventListener('click', () => {
    const happening = happenings[select.value];
    const webhookCode = select.value;
    if (happening) {
      run(happening.done, () => post(`/items/${itemId}/${happening.path}`, happening.body));
    } else {
      run(`${webhookCode} was fired.`, () => post(`/items/${itemId}/webhooks`, { webhookCode }));
    }
  });
  return {
    element: h('span', { class: 'fire' }, select, go),
    update: ({ webhook }) => {
      codes.disabled = webhook === null;
      codes.label =
        webhook === null ? 'Only the webhook (the Item has no address)' : 'Only the webhook';
    },
  };
}
