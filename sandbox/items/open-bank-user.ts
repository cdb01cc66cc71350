import type { BankAccount, BankUser } from '../bank/bank-user.ts';
import { findBankUser } from '../bank/find-bank-user.ts';
import { toDateOnly } from '../dates.ts';
import type { Item } from './item.ts';

/** The login's data, laid out around the day the Item was made. */
export function openBankUser(item: Item): BankUser {
  const user = findBankUser(item.username, item.password, {
    seed: item.seed,
    createdOn: toDateOnly(item.createdAt),
  });
  if (!user) {
    throw new Error(`Item ${item.itemId} has a login the sandbox does not know: ${item.username}`);
  }
  return user;
}

/** What the bank knows of one account beyond what is stored. */
export function requireBankAccount(user: BankUser, accountKey: string): BankAccount {
  const account = user.accounts.find(({ key }) => key === accountKey);
  if (!account) {
    throw new Error(`The login has no account ${accountKey}.`);
  }
  return account;
}
