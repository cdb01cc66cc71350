import type { AuthGetNumbers, NumbersInternational } from 'plaid';
import type { Account } from '../accounts/accounts.ts';
import type { BankNumbers } from '../bank/bank-user.ts';
import { findInstitution } from '../institutions/institutions.ts';
import type { Item } from '../items/item.ts';
import { findBankAccount, openBankUser } from '../items/open-bank-user.ts';
import type { Wire } from '../plaid/wire.ts';

export type Numbers = Wire<AuthGetNumbers>;

const routing = '011401533';
const wireRouting = '021000021';
const eft = { institution: '021', branch: '01140' };
const sortCode = '601613';
const bic = 'PLATGB2L';

/** The numbers of the accounts: in an account's own words, or else as banks of its country have them. */
export function readNumbers(item: Item, accounts: Account[]): Numbers {
  const user = openBankUser(item);
  const country = findInstitution(item.institutionId)?.countries[0] ?? 'US';
  const numbers: Numbers = { ach: [], eft: [], international: [], bacs: [] };
  for (const account of accounts) {
    const own = findBankAccount(user, account.account_key)?.numbers;
    const known = own && hasKind(own) ? own : { ...inventNumbers(account, country), ...given(own) };
    add(numbers, account, known);
  }
  return numbers;
}

/** Whether the bank names the kind of number and not the account number alone. */
function hasKind(numbers: BankNumbers): boolean {
  const { account: _account, ...kinds } = numbers;
  return Object.values(kinds).some((value) => value !== null);
}

function given(numbers: BankNumbers | undefined): Partial<BankNumbers> {
  return numbers?.account ? { account: numbers.account } : {};
}

function inventNumbers(account: Account, country: string): BankNumbers {
  const none: BankNumbers = {
    account: `111122223333${(account.mask ?? '').padStart(4, '0')}`,
    achRouting: null,
    achWireRouting: null,
    eftInstitution: null,
    eftBranch: null,
    bacsSortCode: null,
    internationalBic: null,
    internationalIban: null,
  };
  switch (country) {
    case 'CA':
      return { ...none, eftInstitution: eft.institution, eftBranch: eft.branch };
    case 'GB': {
      const number = (account.mask ?? '').padStart(8, '3192');
      return {
        ...none,
        account: number,
        bacsSortCode: sortCode,
        internationalBic: bic,
        internationalIban: composeIban('GB', `${bic.slice(0, 4)}${sortCode}${number}`),
      };
    }
    default:
      return { ...none, achRouting: routing, achWireRouting: wireRouting };
  }
}

function add(numbers: Numbers, account: Account, known: BankNumbers): void {
  const { account_id } = account;
  const number = known.account ?? `111122223333${account.mask ?? '0000'}`;
  if (known.achRouting !== null) {
    numbers.ach.push({
      account_id,
      account: number,
      is_tokenized_account_number: false,
      routing: known.achRouting,
      wire_routing: known.achWireRouting,
    });
  }
  if (known.eftInstitution !== null) {
    const branch = known.eftBranch ?? eft.branch;
    numbers.eft.push({ account_id, account: number, institution: known.eftInstitution, branch });
  }
  if (known.bacsSortCode !== null) {
    numbers.bacs.push({ account_id, account: number, sort_code: known.bacsSortCode });
  }
  const international = toInternational(account_id, known);
  if (international) {
    numbers.international.push(international);
  }
}

function toInternational(account_id: string, known: BankNumbers): NumbersInternational | null {
  return known.internationalIban === null
    ? null
    : { account_id, iban: known.internationalIban, bic: known.internationalBic ?? bic };
}

/** With the check digits of ISO 13616, so that programs which check them accept it. */
function composeIban(country: string, rest: string): string {
  const digits = `${rest}${country}00`.replaceAll(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  const check = 98n - (BigInt(digits) % 97n);
  return `${country}${String(check).padStart(2, '0')}${rest}`;
}
