import { h } from '../../browser/dom.ts';
import { listAccounts, post } from './control-client.ts';
import { field, type Run } from './panel.ts';

interface TransactionForm {
  /** Opens and closes the form. */
  toggle: HTMLButtonElement;
  element: HTMLElement;
}

/** Books a transaction: the webhook and the balance follow by themselves. */
export function createTransactionForm(itemId: string, run: Run): TransactionForm {
  const account = h('select', { class: 'small-input', name: 'account' });
  const form = h(
    'form',
    { class: 'book', hidden: true },
    field('Account', account),
    field('Description', input('name', 'text', 'BLUE BOTTLE COFFEE')),
    field('Amount, + out / − in', input('amount', 'number', '6.50')),
    h(
      'label',
      { class: 'check' },
      h('input', { type: 'checkbox', name: 'pending' }),
      h('span', {}, 'Pending'),
    ),
    h('button', { type: 'submit', class: 'small-button strong' }, 'Book it'),
  );
  const toggle = h(
    'button',
    { type: 'button', class: 'small-button', 'aria-expanded': 'false' },
    'New transaction',
  );
  toggle.addEventListener('click', () => {
    form.hidden = !form.hidden;
    toggle.setAttribute('aria-expanded', String(!form.hidden));
    if (!form.hidden) {
      void fillAccounts(itemId, account).then(() => account.focus());
    }
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const name = String(data.get('name'));
    const transaction = {
      account_id: String(data.get('account')),
      name,
      amount: Number(data.get('amount')),
      pending: data.get('pending') !== null,
    };
    run(`${name} was booked.`, () => post(`/items/${itemId}/transactions`, { add: [transaction] }));
  });
  return { toggle, element: form };
}

async function fillAccounts(itemId: string, select: HTMLSelectElement): Promise<void> {
  const accounts = await listAccounts(itemId);
  const chosen = select.value;
  select.replaceChildren(
    ...accounts.map(({ account_id, name, mask }) =>
      h('option', { value: account_id }, mask === null ? name : `${name} ••${mask}`),
    ),
  );
  if (chosen !== '') {
    select.value = chosen;
  }
}

function input(name: string, type: string, value: string): HTMLInputElement {
  return h('input', {
    class: 'small-input',
    name,
    type,
    value,
    step: type === 'number' ? '0.01' : null,
    required: true,
    maxlength: 200,
    autocomplete: 'off',
  });
}
