import 'server-only';
import type { RemovalPorts } from '#lib/items/finish-disconnect';
import type { ProviderAccount } from '#lib/plaid/accounts';
import { badAnswer, noAnswer, PlaidError } from '#lib/plaid/plaid-error';
import type { SyncPage } from '#lib/plaid/transactions';
import type { SyncPlaid } from '#lib/sync/ports';
import type { BankItem } from './bank-item.ts';
import { type CallFaults, callOutside } from './network.ts';
import type { Process } from './process.ts';
import type { World } from './world.ts';

/** Failures that come and go, one of each kind of advice in lib/plaid/error-table.ts. */
const passingErrors = [
  { type: 'INSTITUTION_ERROR', code: 'INSTITUTION_DOWN' },
  { type: 'RATE_LIMIT_EXCEEDED', code: 'TRANSACTIONS_SYNC_LIMIT' },
  { type: 'API_ERROR', code: 'INTERNAL_SERVER_ERROR' },
  { type: 'ITEM_ERROR', code: 'PRODUCT_NOT_READY' },
  { type: 'INVALID_INPUT', code: 'INVALID_API_KEYS' },
  { type: 'TRANSACTIONS_ERROR', code: 'TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION' },
  { type: noAnswer, code: noAnswer },
  { type: badAnswer, code: badAnswer },
];

/** Plaid as one process of ours reaches it. */
export class ModelPlaid implements SyncPlaid {
  readonly #world: World;
  readonly #process: Process;
  readonly #items: Map<string, BankItem>;

  constructor(world: World, process: Process, items: Map<string, BankItem>) {
    this.#world = world;
    this.#process = process;
    this.#items = items;
  }

  getSyncPage = (accessToken: string, cursor: string | null): Promise<SyncPage> =>
    this.#call(`/transactions/sync from ${cursor ?? 'the start'}`, () => {
      const item = this.#open(accessToken);
      item.wasAsked = true;
      if (item.status === 'not_ready') return { ...emptyPage, status: item.status };
      const { random } = this.#world;
      const size = random.integer(1, 6);
      const page = item.readPage(cursor, size, random.chance(0.1));
      this.#world.count('pages');
      return { ...emptyPage, ...page, status: item.status };
    });

  getAccounts = (accessToken: string): Promise<ProviderAccount[]> =>
    this.#call('/accounts/get', () => {
      return listAccounts(this.#open(accessToken));
    });

  readonly removal: RemovalPorts['plaid'] = {
    removeItem: (accessToken) =>
      this.#call('/item/remove', () => {
        const item = this.#find(accessToken);
        if (item.isGone) throw new PlaidError({ type: 'ITEM_ERROR', code: 'ITEM_NOT_FOUND' });
        item.isGone = true;
        item.isRemoved = true;
        this.#world.note(item.name, 'is removed at Plaid');
      }),
  };

  #open(accessToken: string): BankItem {
    const item = this.#find(accessToken);
    if (item.isGone) throw new PlaidError({ type: 'ITEM_ERROR', code: 'ITEM_NOT_FOUND' });
    if (item.needsSignIn) throw new PlaidError({ type: 'ITEM_ERROR', code: 'ITEM_LOGIN_REQUIRED' });
    return item;
  }

  #find(accessToken: string): BankItem {
    const item = this.#items.get(accessToken);
    if (item) return item;
    throw new PlaidError({ type: 'INVALID_INPUT', code: 'INVALID_ACCESS_TOKEN' });
  }

  #call<Answer>(label: string, effect: () => Answer): Promise<Answer> {
    const answer = () => {
      try {
        return effect();
      } catch (error) {
        if (error instanceof PlaidError) this.#world.count(`Plaid: ${error.code}`);
        throw error;
      }
    };
    return callOutside(this.#world, this.#process, label, answer, this.#faults());
  }

  #faults(): CallFaults {
    const { random, faults } = this.#world;
    return {
      typicalMs: 150,
      refuse: () => {
        if (!random.chance(faults.plaidError)) return null;
        this.#world.count('errors of Plaid');
        return new PlaidError(random.pick(passingErrors));
      },
      loseReply: () => {
        if (!random.chance(faults.plaidReplyLost)) return null;
        this.#world.count('lost replies');
        return new PlaidError({ type: noAnswer, code: noAnswer });
      },
    };
  }
}

const emptyPage: SyncPage = {
  status: 'unknown',
  accounts: [],
  added: [],
  modified: [],
  removed: [],
  nextCursor: '',
  hasMore: false,
  requestId: 'request',
};

/** The two accounts of every Item. */
export function listAccounts({ name }: BankItem): ProviderAccount[] {
  return [1, 2].map((number) => makeAccount(`${name}.account${number}`));
}

function makeAccount(plaidAccountId: string): ProviderAccount {
  return {
    plaidAccountId,
    persistentAccountId: null,
    name: plaidAccountId,
    officialName: null,
    mask: null,
    type: 'depository',
    subtype: 'checking',
    holderCategory: null,
    currency: 'USD',
    currentMinor: 0,
    availableMinor: null,
    limitMinor: null,
    balanceUpdatedAt: null,
    raw: {},
  };
}
