import { emblem, h, icon } from '../../browser/dom.ts';
import { bankAccountsPane, bankLeavePane, bankSignInPane, bankTroublePane } from './panes/bank.ts';
import type { AccountChoice, BankPage, InstitutionTile } from './protocol.ts';
import { callSandbox } from './session-client.ts';
import type { Pane } from './shell.ts';

/** A person's visit to the bank's own page: sign in, choose accounts, allow or refuse. */
export class BankVisit {
  readonly #oauthStateId: string;
  readonly #slot = h('main', { class: 'slot' });

  constructor(oauthStateId: string) {
    this.#oauthStateId = oauthStateId;
  }

  async open(): Promise<void> {
    const page = await this.#ask<BankPage>('bank', {}).catch(() => null);
    document.body.replaceChildren(frameOf(page?.institution ?? null, this.#slot));
    if (page) {
      document.title = page.institution.name;
      this.#signIn(page);
    } else {
      this.#show(bankTroublePane());
    }
  }

  #signIn(page: BankPage): void {
    this.#show(
      bankSignInPane(
        page,
        async (username, password) => {
          const login = { username, password };
          const answer = await this.#ask<{ accounts: AccountChoice[] }>('bank-sign-in', login);
          this.#choose(page, answer.accounts);
        },
        () => this.#decide(page, null),
      ),
    );
  }

  #choose(page: BankPage, accounts: AccountChoice[]): void {
    this.#show(
      bankAccountsPane(
        page,
        accounts,
        (accountIds) => this.#decide(page, accountIds),
        () => this.#decide(page, null),
      ),
    );
  }

  /** Back to where the person came from; a window of the bank's own closes. */
  async #decide(page: BankPage, accountIds: string[] | null): Promise<void> {
    const { returnTo } = await this.#ask<{ returnTo: string | null }>('bank-decide', {
      accountIds,
    });
    if (returnTo !== null) {
      window.location.assign(returnTo);
      return;
    }
    this.#show(bankLeavePane(page, accountIds !== null));
    window.close();
  }

  #ask<T>(step: string, details: object): Promise<T> {
    return callSandbox<T>(step, { oauthStateId: this.#oauthStateId, ...details });
  }

  #show(pane: Pane): void {
    const element = h('section', { class: 'pane' });
    element.append(
      h('div', { class: 'content' }, ...pane.content),
      ...(pane.actions ? [h('div', { class: 'actions' }, ...pane.actions)] : []),
    );
    this.#slot.replaceChildren(element);
    element.querySelector<HTMLElement>('#pane-heading')?.focus();
  }
}

function frameOf(bank: InstitutionTile | null, slot: HTMLElement): HTMLElement {
  const header = h(
    'header',
    { class: 'bank-bar' },
    bank && emblem(bank, 'small'),
    h('span', { class: 'bank-bar-name' }, bank?.name ?? 'Bank'),
    h('span', { class: 'bank-bar-lock', 'aria-hidden': 'true' }, icon('lock', 18)),
  );
  if (bank) {
    header.style.backgroundColor = bank.color;
  }
  return h(
    'div',
    { class: 'bank-page' },
    h(
      'div',
      { class: 'bank-sheet' },
      header,
      slot,
      h(
        'footer',
        { class: 'notice' },
        icon('flask', 16),
        h(
          'span',
          {},
          h('strong', {}, 'A pretended bank'),
          ' of the Plumbline sandbox – any login will do',
        ),
      ),
    ),
  );
}
