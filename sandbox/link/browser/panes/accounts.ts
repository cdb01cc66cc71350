import { h, heading, icon } from '../../../browser/dom.ts';
import type { AccountChoice, StepView } from '../protocol.ts';
import type { Pane } from '../shell.ts';

type AccountsView = Extract<StepView, { step: 'accounts' }>;

/** Which accounts are shared. */
export function accountsPane(
  view: AccountsView,
  clientName: string,
  onSubmit: (accountIds: string[]) => void,
): Pane {
  const submit = h('button', { type: 'submit', class: 'button primary', form: 'accounts' });
  const all = h('button', { type: 'button', class: 'link-button' });
  const form = h(
    'form',
    { id: 'accounts' },
    h('ul', { class: 'accounts' }, ...view.accounts.map(accountRow)),
  );
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const listChecked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const update = () => {
    const count = listChecked().length;
    submit.disabled = count === 0;
    submit.textContent =
      count === 0 ? 'Choose an account' : `Continue with ${count} account${count === 1 ? '' : 's'}`;
    all.textContent = count === boxes.length ? 'Clear all' : 'Select all';
  };
  all.addEventListener('click', () => {
    const isFull = listChecked().length === boxes.length;
    for (const box of boxes) {
      box.checked = !isFull;
    }
    update();
  });
  form.addEventListener('change', update);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!submit.disabled) {
      onSubmit(listChecked());
    }
  });
  update();
  return {
    content: [
      heading('Choose accounts'),
      h('p', { class: 'lead' }, `${clientName} will see only the accounts you choose.`),
      h('div', { class: 'list-head' }, h('span', {}, view.institution.name), all),
      form,
    ],
    actions: [submit],
  };
}

function accountRow(account: AccountChoice): HTMLElement {
  const kind = nameKind(account.subtype ?? account.type);
  return h(
    'li',
    {},
    h(
      'label',
      { class: 'account' },
      h('input', {
        type: 'checkbox',
        name: 'account',
        value: account.id,
        checked: account.selected,
      }),
      h('span', { class: 'box' }, icon('check', 14)),
      h(
        'span',
        { class: 'account-name' },
        account.name,
        h('small', {}, account.mask === null ? kind : `${kind} •••• ${account.mask}`),
      ),
      h('span', { class: 'amount' }, printMoney(account.current, account.currency)),
    ),
  );
}

/** `credit card` becomes Credit card; abbreviations such as cd and ira stay abbreviations. */
function nameKind(subtype: string): string {
  return /^(cd|ira|hsa|ebt|gic|isa)$/.test(subtype)
    ? subtype.toUpperCase()
    : subtype.replace(/^./, (letter) => letter.toUpperCase());
}

function printMoney(amount: number | null, currency: string): string {
  return amount === null
    ? '–'
    : new Intl.NumberFormat('en-US', { style: 'currency', currency }).format(amount);
}
