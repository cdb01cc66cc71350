import type { AccountIdentity } from 'plaid';
import { type Account, toWireAccount } from '../accounts/accounts.ts';
import type { BankOwner } from '../bank/bank-user.ts';
import type { Item } from '../items/item.ts';
import { findBankAccount, openBankUser } from '../items/open-bank-user.ts';
import type { Wire } from '../plaid/wire.ts';

export interface OwnedAccount {
  account: Account;
  owners: BankOwner[];
}

/** Whose the accounts are: the person who signs in, unless the bank names others. */
export function readOwners(item: Item, accounts: Account[]): OwnedAccount[] {
  return accounts.map((account) => readAccountOwners(item, account));
}

export function readAccountOwners(item: Item, account: Account): OwnedAccount {
  const user = openBankUser(item);
  return {
    account,
    owners: findBankAccount(user, account.account_key)?.owners ?? [user.owner],
  };
}

export function toWireIdentity({ account, owners }: OwnedAccount): Wire<AccountIdentity> {
  return { ...toWireAccount(account), owners };
}
