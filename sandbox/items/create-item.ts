import {
  type Account,
  deriveAccountId,
  insertAccounts,
  listAccounts,
  type VerificationStatus,
} from '../accounts/accounts.ts';
import { suitsAnyProduct, suitsProduct } from '../accounts/product-accounts.ts';
import { setVerificationStatus } from '../accounts/verification.ts';
import { findBankUser } from '../bank/find-bank-user.ts';
import { microdepositsPassword } from '../bank/sign-in.ts';
import { millisecondsPerDay, toDateOnly } from '../dates.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Product } from '../plaid/fields.ts';
import { watchProduct } from '../products/watch.ts';
import type { Sandbox } from '../sandbox.ts';
import { setTimer } from '../schedule/timers.ts';
import { requestStatements, type StatementPeriod } from '../statements/statement-periods.ts';
import { initialiseTransactions } from '../transactions/updates.ts';
import { listScopes } from './consent.ts';
import { renewConsent } from './consent-expiry.ts';
import { type AuthMethod, findItem, type Item } from './item.ts';

/** After this long Plaid's Sandbox asks every Item to sign in again. */
export const loginLifetimeDays = 30;

/** Capital One: the one bank at which Plaid tells when a balance was brought up to date. */
const datingBankId = 'ins_128026';

export interface NewItem {
  itemId: string;
  clientId: string;
  institutionId: string;
  /** The user in whose name it is linked. */
  userId?: string | null;
  username: string;
  password: string;
  webhook: string | null;
  /** Fetched at once. */
  products: Product[];
  /** Agreed to, and fetched when first asked for. */
  additionalProducts: Product[];
  daysRequested: number;
  historyStart?: string | null;
  historyEnd?: string | null;
  /** Of which days to fetch statements, when they are among the products. */
  statements?: StatementPeriod | null;
  /** The accounts the person chose in Link; absent means every account that suits the products. */
  accountIds?: string[];
  /** How an account was linked by its numbers, and how far their proof has come. */
  numbers?: NumbersProof | undefined;
}

interface NumbersProof {
  authMethod: AuthMethod;
  status: VerificationStatus | null;
}

/** Links a login: stores the Item with its accounts and starts to fetch what was asked for. */
export function createItem(sandbox: Sandbox, input: NewItem): Item {
  const { db, clock } = sandbox;
  const now = clock.now();
  const user = findBankUser(input.username, input.password, {
    seed: input.itemId,
    createdOn: toDateOnly(now),
  });
  if (!user) {
    throw new PlaidFailure('INVALID_CREDENTIALS');
  }
  const numbers = input.numbers ?? findMicrodeposits(input);
  const askedFor = [...input.products, ...input.additionalProducts];
  return db.transaction(() => {
    insertItem(sandbox, { ...input, numbers }, listScopes(askedFor), now);
    insertAccounts(db, input.itemId, user.accounts, (account) =>
      input.accountIds
        ? input.accountIds.includes(deriveAccountId(input.itemId, account.key))
        : suitsAnyProduct(askedFor, account),
    );
    if (input.institutionId === datingBankId) {
      db.run('UPDATE accounts SET balance_updated_at = ? WHERE item_id = ?', now, input.itemId);
    }
    const item = findItem(db, input.itemId);
    if (!item) {
      throw new Error('The Item just stored is missing.');
    }
    if (input.products.includes('statements')) {
      requestStatements(sandbox, item.itemId, input.statements ?? null);
    }
    if (input.products.includes('transactions')) {
      initialiseTransactions(sandbox, item, input.daysRequested);
    }
    for (const product of input.products) {
      watchProduct(sandbox, item, product);
    }
    if (input.institutionId !== '') {
      const expiry = now + loginLifetimeDays * millisecondsPerDay;
      setTimer(sandbox, 'login-expiry', item.itemId, expiry);
    }
    renewConsent(sandbox, item.itemId);
    if (numbers?.status) {
      for (const account of listAccounts(db, item.itemId).filter(hasNumbers)) {
        setVerificationStatus(sandbox, item.itemId, account.account_id, numbers.status);
      }
    }
    return item;
  });
}

/** One password of user_good has the numbers verified by deposits instead of read at once. */
function findMicrodeposits({ password, products }: NewItem): NumbersProof | undefined {
  return password === microdepositsPassword && products.includes('auth')
    ? { authMethod: 'AUTOMATED_MICRODEPOSITS', status: 'pending_automatic_verification' }
    : undefined;
}

function hasNumbers(account: Account): boolean {
  return suitsProduct('auth', account);
}

function insertItem(sandbox: Sandbox, input: NewItem, scopes: string[], now: number): void {
  sandbox.db.run(
    `INSERT INTO items (item_id, client_id, institution_id, username, password, seed, webhook, products_json,
       consented_scopes_json, created_at, days_requested, history_start, history_end, auth_method, user_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    input.itemId,
    input.clientId,
    input.institutionId,
    input.username,
    input.password,
    input.itemId,
    input.webhook,
    JSON.stringify(input.products),
    JSON.stringify(scopes),
    now,
    input.daysRequested,
    input.historyStart ?? null,
    input.historyEnd ?? null,
    input.numbers?.authMethod ?? null,
    input.userId ?? null,
  );
}
