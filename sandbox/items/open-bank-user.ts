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

/** What the bank knows of one account beyond what is stored; nothing of one opened since. */
export function findBankAccount(user: BankUser, accountKey: string): BankAccount | undefined {
  return user.accounts.find(({ key }) => key === accountKey);
}
