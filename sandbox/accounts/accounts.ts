import type {
  AccountBase,
  AccountBaseVerificationStatusEnum,
  AccountHolderCategory,
  AccountSubtype,
  AccountType,
} from 'plaid';
import type { BankAccount } from '../bank/bank-user.ts';
import { toDateTime } from '../dates.ts';
import { deriveId } from '../ids.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Database } from '../store/database.ts';

/** A row of `accounts`. */
export interface Account {
  account_id: string;
  item_id: string;
  account_key: string;
  selected: number;
  type: Wire<AccountType>;
  subtype: Wire<AccountSubtype> | null;
  name: string;
  official_name: string | null;
  mask: string | null;
  holder_category: Wire<AccountHolderCategory> | null;
  current: number | null;
  available: number | null;
  credit_limit: number | null;
  iso_currency_code: string | null;
  unofficial_currency_code: string | null;
  verification_status: VerificationStatus | null;
  verification_attempts: number;
  balance_updated_at: number | null;
}

export type VerificationStatus = Wire<AccountBaseVerificationStatusEnum>;

/** The id an account of an Item has from the moment Link shows it. */
export function deriveAccountId(itemId: string, accountKey: string): string {
  return deriveId(itemId, 'account', accountKey);
}

/** Stores all accounts a login has; those the person does not share stay unselected. */
export function insertAccounts(
  db: Database,
  itemId: string,
  accounts: BankAccount[],
  isSelected: (account: BankAccount) => boolean,
): void {
  for (const [position, account] of accounts.entries()) {
    insertAccount(db, itemId, position, isSelected(account), account);
  }
}

export function insertAccount(
  db: Database,
  itemId: string,
  position: number,
  isSelected: boolean,
  account: BankAccount,
): void {
  db.run(
    `INSERT INTO accounts (account_id, item_id, position, account_key, selected, type, subtype, name,
       official_name, mask, holder_category, current, available, available_is_fixed, credit_limit,
       iso_currency_code) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    deriveAccountId(itemId, account.key),
    itemId,
    position,
    account.key,
    isSelected ? 1 : 0,
    account.type,
    account.subtype,
    account.name,
    account.officialName,
    account.mask,
    account.holderCategory,
    account.current,
    account.available,
    account.availableIsFixed ? 1 : 0,
    account.limit,
    account.isoCurrencyCode,
  );
}

/** The accounts the person shares, in the bank's order. */
export function listAccounts(db: Database, itemId: string): Account[] {
  return listAllAccounts(db, itemId).filter((account) => account.selected === 1);
}

/** Shared or not: what account selection offers. */
export function listAllAccounts(db: Database, itemId: string): Account[] {
  return db.all<Account>('SELECT * FROM accounts WHERE item_id = ? ORDER BY position', itemId);
}

/** The shared accounts, narrowed to the ids a request names; an id that is not shared is an error. */
export function requireAccounts(db: Database, itemId: string, accountIds?: string[]): Account[] {
  const accounts = listAccounts(db, itemId);
  if (!accountIds) {
    return accounts;
  }
  const wanted = new Set(accountIds);
  const found = accounts.filter((account) => wanted.has(account.account_id));
  if (found.length !== wanted.size) {
    throw new PlaidFailure('INVALID_ACCOUNT_ID');
  }
  return found;
}

export function requireAccount(db: Database, itemId: string, accountId: string): Account {
  const [account] = requireAccounts(db, itemId, [accountId]);
  if (!account) {
    throw new PlaidFailure('INVALID_ACCOUNT_ID');
  }
  return account;
}

export function toWireAccount(account: Account): Wire<AccountBase> {
  return {
    account_id: account.account_id,
    balances: {
      available: account.available,
      current: account.current,
      iso_currency_code: account.iso_currency_code,
      limit: account.credit_limit,
      unofficial_currency_code: account.unofficial_currency_code,
      ...(account.balance_updated_at === null
        ? {}
        : { last_updated_datetime: toDateTime(account.balance_updated_at) }),
    },
    holder_category: account.holder_category,
    mask: account.mask,
    name: account.name,
    official_name: account.official_name,
    subtype: account.subtype,
    type: account.type,
    ...(account.verification_status === null
      ? {}
      : { verification_status: account.verification_status }),
  };
}
