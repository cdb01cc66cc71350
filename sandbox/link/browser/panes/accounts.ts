import { h, heading, icon } from '../../../browser/dom.ts';
import type { AccountChoice, ViewOf } from '../protocol.ts';
import type { Pane } from '../shell.ts';

/** Which accounts are shared. */
export function accountsPane(
  view: ViewOf<'accounts'>,
  clientName: string,
  onSubmit: (accountIds: string[]) => void,
): Pane {
  const { listHead, form, submit } = accountsForm(
    view.institution.name,
    view,
    'Continue with',
    onSubmit,
  );
  return {
    content: [
      heading(view.isSingle ? 'Choose an account' : 'Choose accounts'),
      h(
        'p',
        { class: 'lead' },
        view.isSingle
          ? `${clientName} will see only the account you choose.`
          : `${clientName} will see only the accounts you choose.`,
      ),
      listHead,
      form,
    ],
    actions: [submit],
  };
}

interface AccountsForm {
  listHead: HTMLElement;
  form: HTMLFormElement;
  submit: HTMLButtonElement;
}

/** The list of accounts to tick, with the button that takes them. */
export function accountsForm(
  title: string,
  view: { accounts: AccountChoice[]; isSingle: boolean },
  verb: string,
  onSubmit: (accountIds: string[]) => void,
): AccountsForm {
  const submit = h('button', { type: 'submit', class: 'button primary', form: 'accounts' });
  const all = h('button', { type: 'button', class: 'link-button' });
  const form = h(
    'form',
    { id: 'accounts' },
    h(
      'ul',
      { class: 'accounts' },
      ...view.accounts.map((account) => accountRow(account, view.isSingle)),
    ),
  );
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name=account]')];
  const listChecked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const update = () => {
    const count = listChecked().length;
    submit.disabled = count === 0;
    submit.textContent =
      count === 0 ? 'Choose an account' : `${verb} ${count} account${count === 1 ? '' : 's'}`;
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
  const listHead = h('div', { class: 'list-head' }, h('span', {}, title), !view.isSingle && all);
  return { listHead, form, submit };
}

function accountRow(account: AccountChoice, isSingle: boolean): HTMLElement {
  const kind = nameKind(account.subtype ?? account.type);
  return h(
    'li',
    {},
    h(
      'label',
      { class: 'account' },
      h('input', {
        type: isSingle ? 'radio' : 'checkbox',
        name: 'account',
        value: account.id,
        checked: account.selected,
      }),
      h('span', { class: isSingle ? 'box round' : 'box' }, icon('check', 14)),
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
