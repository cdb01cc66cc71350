import 'server-only';
import type { AccountDto } from '#lib/accounts/contract';
import { listAccounts } from '#lib/accounts/queries';
import { getBudget } from '#lib/budgets/queries';
import { addDays, type CivilDate } from '#lib/dates/civil-date';
import type { Viewer } from '#lib/privacy/viewer';
import type { DueDto } from '#lib/recurring/contract';
import { anything, remembered } from '#lib/versions/remembered';
import type {
  AccountForecastDto,
  ForecastDto,
  ForecastEntryDto,
  ForecastQuery,
} from './contract.ts';
import { project } from './project.ts';
import { type Everyday, readAhead } from './read-everyday.ts';
import { readPending } from './read-pending.ts';

type Entry = Omit<ForecastEntryDto, 'balanceMinor'>;

/**
 * What becomes of each account one spends from, from what recurs and was confirmed, what is pending, and everyday spending
 * as it is budgeted. Nothing else is assumed: no interest, and no spending beside the budget.
 */
export const getForecast = remembered('forecast', anything, readForecast);

async function readForecast(
  viewer: Viewer,
  { days, budget }: ForecastQuery,
  today: CivilDate,
): Promise<ForecastDto> {
  const to = addDays(today, days - 1);
  const { dues, everyday } = await readAhead(viewer, await getBudget(viewer, today), { to, today });
  const spent = budget === 'with' ? everyday : null;
  const forecasts = await forecastAccounts(viewer, { days, dues, everyday: spent }, today);
  return { from: today, days, ...forecasts, budget: everyday ? budget : 'none' };
}

type Ahead = { days: number; dues: readonly DueDto[]; everyday: Everyday | null };

/** The forecasts of all accounts from what is due, and, where it is given, from everyday spending. */
export async function forecastAccounts(
  viewer: Viewer,
  { days, dues, everyday }: Ahead,
  today: CivilDate,
): Promise<Pick<ForecastDto, 'accounts' | 'quiet'>> {
  const [{ items }, pending] = await Promise.all([listAccounts(viewer), readPending(viewer)]);
  const entries = [
    ...pending,
    ...dues.map(({ id, on, name, accountId, currency, amountMinor, state, href }) => {
      const kind = state === 'late' ? ('late' as const) : ('due' as const);
      return { id, on, name, accountId, currency, amountMinor, kind, href };
    }),
  ];
  const accounts: AccountForecastDto[] = [];
  const quiet: string[] = [];
  for (const account of items.filter(isSpentFrom)) {
    const own = entries.filter(
      ({ accountId, currency }) =>
        accountId === account.id && currency === account.current?.currency,
    );
    const spent = toEntries(account, everyday);
    if (own.length + spent.length === 0) quiet.push(account.name);
    else accounts.push(toForecast(account, [...own, ...spent], { today, days }));
  }
  return { accounts, quiet };
}

/** Where money for bills is: with its bank or by hand, and open to the viewer. */
export function isSpentFrom({ group, sight, current, standing }: AccountDto): boolean {
  const isOpen = standing === 'counted' || standing === 'excluded';
  return group === 'cash' && sight === 'full' && current !== null && isOpen;
}

function toForecast(
  account: AccountDto,
  entries: readonly Entry[],
  { today, days }: { today: CivilDate; days: number },
): AccountForecastDto {
  const { minor: startMinor, currency } = account.current ?? { minor: 0, currency: '' };
  const { minor, lowest, shortOn } = project(startMinor, today, days, entries);
  const inOrder = entries.toSorted(
    (a, b) => a.on.localeCompare(b.on) || a.amountMinor - b.amountMinor,
  );
  let balanceMinor = startMinor;
  return {
    account: { id: account.id, name: account.name },
    currency,
    startMinor,
    asOf: account.balanceAsOf,
    minor,
    lowest,
    shortOn,
    entries: inOrder.map((entry) => {
      balanceMinor += entry.amountMinor;
      return { ...entry, balanceMinor };
    }),
  };
}

function toEntries({ id, current }: AccountDto, everyday: Everyday | null): Entry[] {
  if (everyday?.currency !== current?.currency) return [];
  const moves = everyday?.movesOf(id) ?? [];
  return moves.map((move) => ({
    ...move,
    id: `everyday ${move.on}`,
    name: 'Everyday spending',
    kind: 'everyday',
    href: null,
  }));
}
