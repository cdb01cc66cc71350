import { addDays } from '../dates.ts';
import { createRandom } from '../random.ts';
import type { BankAccount, BankRow, BankUser, BankUserContext } from './bank-user.ts';
import type { CustomAccount, CustomConfig } from './custom-config.ts';
import { createErrand } from './dynamic-user.ts';
import { defaultOwner } from './owners.ts';

const inventedRows = 40;
const inventedDays = 90;

/** user_custom: the accounts and rows of its configuration; what it leaves out is made up from the seed. */
export function createCustomUser(config: CustomConfig, context: BankUserContext): BankUser {
  const seed = config.seed ?? context.seed;
  const overrides = config.override_accounts ?? [];
  const accounts = overrides.length > 0 ? overrides : inventedOverrides;
  const rows = accounts.flatMap((account, index) => listRows(account, index, context));
  const all = (overrides.length > 0 ? rows : inventRows(seed, context)).sort((a, b) =>
    a.date < b.date ? -1 : Number(a.date > b.date),
  );
  return {
    owner: defaultOwner,
    accounts: accounts.map((account, index) => toBankAccount(account, index, seed)),
    balancesMove: true,
    evolves: false,
    rowsBetween: (from, to) => all.filter((row) => row.date >= from && row.date <= to),
    investmentRowsBetween: () => [],
  };
}

const inventedOverrides: CustomAccount[] = [
  { type: 'depository', subtype: 'checking' },
  { type: 'depository', subtype: 'savings' },
  { type: 'credit', subtype: 'credit card' },
];

function toBankAccount(account: CustomAccount, index: number, seed: string): BankAccount {
  const random = createRandom(`${seed}.account.${index}`);
  const type = account.type ?? 'depository';
  const subtype = account.subtype ?? (type === 'credit' ? 'credit card' : 'checking');
  const current = account.starting_balance ?? random.amount(100, 9000);
  const limit = account.meta?.limit ?? (type === 'credit' ? 10_000 : null);
  return {
    key: String(index),
    type,
    subtype,
    name: account.meta?.name ?? `Plaid ${capitalise(subtype)}`,
    officialName: account.meta?.official_name ?? null,
    mask: account.meta?.mask ?? String(random.int(1000, 9999)),
    holderCategory: null,
    current,
    available: chooseAvailable(account, type, current, limit),
    limit,
    isoCurrencyCode: account.currency ?? 'USD',
  };
}

function chooseAvailable(
  account: CustomAccount,
  type: BankAccount['type'],
  current: number,
  limit: number | null,
): number | null {
  if (account.has_null_available_balance) {
    return null;
  }
  if (typeof account.force_available_balance === 'number') {
    return account.force_available_balance;
  }
  if (type === 'depository') {
    return current;
  }
  return type === 'credit' && limit !== null ? Math.round((limit - current) * 100) / 100 : null;
}

function listRows(account: CustomAccount, index: number, context: BankUserContext): BankRow[] {
  return (account.transactions ?? []).map((row, rowIndex) => {
    const authorizedDate = row.date_transacted ?? row.date_posted ?? context.createdOn;
    const postedDate = row.date_posted ?? authorizedDate;
    // Plaid's rule: a posting date in the future means the row is still pending.
    const pending = postedDate > context.createdOn;
    return {
      key: `${index}.${rowIndex}`,
      accountKey: String(index),
      date: pending ? earlier(authorizedDate, context.createdOn) : postedDate,
      authorizedDate,
      amount: row.amount ?? 0,
      description: row.description ?? 'TRANSACTION',
      pending,
    };
  });
}

/** `{}` asks for a person at random. */
function inventRows(seed: string, context: BankUserContext): BankRow[] {
  const random = createRandom(`${seed}.rows`);
  const rows: BankRow[] = [];
  for (let index = 0; index < inventedRows; index += 1) {
    const date = addDays(context.createdOn, -random.int(0, inventedDays));
    const errand = createErrand(random, `invented.${index}`, date);
    rows.push({ ...errand, accountKey: random.pick(['0', '2']), pending: false });
  }
  return rows;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function capitalise(text: string): string {
  return text.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}
