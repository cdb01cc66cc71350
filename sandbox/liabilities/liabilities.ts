import type { LiabilitiesObject } from 'plaid';
import type { Account } from '../accounts/accounts.ts';
import type { LiabilityTerms } from '../bank/liability-terms.ts';
import { findUsualTerms } from '../bank/usual-terms.ts';
import { toDateOnly } from '../dates.ts';
import type { Item } from '../items/item.ts';
import { findBankAccount, openBankUser } from '../items/open-bank-user.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import { describeCard } from './credit.ts';
import { readDebt } from './debt.ts';
import { describeMortgage } from './mortgage.ts';
import { describeStudentLoan } from './student.ts';

export type Liabilities = Required<
  Pick<Wire<LiabilitiesObject>, 'credit' | 'mortgage' | 'student'>
>;

/** What is owed on the accounts; a kind of debt nobody has is null. */
export function readLiabilities(sandbox: Sandbox, item: Item, accounts: Account[]): Liabilities {
  const user = openBankUser(item);
  const today = sandbox.clock.today();
  const found = { credit: [], mortgage: [], student: [] } as {
    [Kind in keyof Liabilities]: NonNullable<Liabilities[Kind]>;
  };
  for (const account of accounts) {
    const known = findBankAccount(user, account.account_key);
    const terms: LiabilityTerms | null =
      known?.liability ?? findUsualTerms(known ?? account, toDateOnly(item.createdAt));
    const debt = readDebt(sandbox.db, account, today, user.balancesMove);
    switch (terms?.kind) {
      case 'credit':
        found.credit.push(describeCard(debt, terms));
        break;
      case 'mortgage':
        found.mortgage.push(describeMortgage(debt, terms, known?.owners?.[0] ?? user.owner));
        break;
      case 'student':
        found.student.push(describeStudentLoan(debt, terms));
        break;
    }
  }
  return {
    credit: found.credit.length > 0 ? found.credit : null,
    mortgage: found.mortgage.length > 0 ? found.mortgage : null,
    student: found.student.length > 0 ? found.student : null,
  };
}
