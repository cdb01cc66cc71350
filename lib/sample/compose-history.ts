import 'server-only';
import type { AccountKind } from '#lib/accounts/account-kinds';
import { addDays, type CivilDate, epochDay, lastDayOfMonth } from '#lib/dates/civil-date';
import { type Habit, habits, type Once, once, type Steady, steady } from './habits.ts';

export const sampleCurrency = 'USD';

/** Two years. */
const days = 730;

export type SampleAccount = 'everyday' | 'savings' | 'card' | 'loan' | 'car';

export const sampleAccounts: Record<
  SampleAccount,
  { name: string; kind: AccountKind; openingMinor: number }
> = {
  everyday: { name: 'Sample everyday account', kind: 'checking', openingMinor: 284_160 },
  savings: { name: 'Sample savings', kind: 'savings', openingMinor: 412_000 },
  card: { name: 'Sample card', kind: 'credit card', openingMinor: 38_275 },
  loan: { name: 'Sample car loan', kind: 'loan', openingMinor: 1_164_000 },
  car: { name: 'Sample car', kind: 'car', openingMinor: 1_450_000 },
};

/** Money in is positive, as everywhere. */
export type SampleRow = {
  account: SampleAccount;
  date: CivilDate;
  name: string;
  /** By its name; null where the household is to sort it. */
  category: string | null;
  amountMinor: number;
  /** As a bank calls it, of the two ends of a transfer: by that they find each other. */
  code?: 'TRANSFER_OUT_ACCOUNT_TRANSFER' | 'TRANSFER_IN_ACCOUNT_TRANSFER';
};

/**
 * What an invented person earned and spent in the two years up to a day: the same on the same day, made of
 * nobody's data. Bills on their days, habits at their pace, a journey each summer, and what is owed on the
 * card paid from the everyday account each month.
 */
export function composeHistory(today: CivilDate): SampleRow[] {
  const from = addDays(today, -days);
  const rows: SampleRow[] = [];
  for (let date = from; date <= today; date = addDays(date, 1)) {
    rows.push(...steady.flatMap((each) => composeSteady(each, date, from)));
    rows.push(...habits.flatMap((each, index) => composeHabit(each, date, index)));
    rows.push(...once.flatMap((each) => composeOnce(each, date, from)));
    if (date.endsWith('-04')) rows.push(...payCard(rows, date));
  }
  return rows;
}

function composeSteady(each: Steady, date: CivilDate, from: CivilDate): SampleRow[] {
  const day = Number(date.slice(8));
  const last = Number(lastDayOfMonth(date).slice(8));
  if (day !== Math.min(each.day, last)) return [];
  const { raised, swing = 0, account = 'everyday', towards, name, category } = each;
  const isRaised = raised !== undefined && epochDay(date) - epochDay(from) >= raised.afterDays;
  const base = isRaised ? raised.minor : each.minor;
  // More in winter than in summer.
  const month = Number(date.slice(5, 7));
  const season = Math.round(swing * Math.cos(((month - 1) / 6) * Math.PI));
  const amountMinor = base + Math.sign(base) * season;
  const row = { account, date, name, category, amountMinor };
  if (!towards) return [row];
  return transfer(row, towards);
}

/** Both ends of it. */
function transfer(
  row: SampleRow,
  towards: { account: SampleAccount; category: string },
): SampleRow[] {
  return [
    { ...row, code: 'TRANSFER_OUT_ACCOUNT_TRANSFER' },
    { ...row, ...towards, amountMinor: -row.amountMinor, code: 'TRANSFER_IN_ACCOUNT_TRANSFER' },
  ];
}

function composeHabit(each: Habit, date: CivilDate, index: number): SampleRow[] {
  const chance = noise(epochDay(date), index, 1);
  if (chance >= each.perMonth / 30.4) return [];
  const { names, category, fromMinor, toMinor, account = 'card' } = each;
  const name = names[Math.floor(noise(epochDay(date), index, 2) * names.length)] ?? category;
  const size = noise(epochDay(date), index, 3) ** 1.6;
  const amountMinor = -Math.round(fromMinor + size * (toMinor - fromMinor));
  return [{ account, date, name, category, amountMinor }];
}

function composeOnce(
  { monthDay, name, category, minor, account = 'card' }: Once,
  date: CivilDate,
  from: CivilDate,
): SampleRow[] {
  if (!date.endsWith(monthDay) || date === from) return [];
  return [{ account, date, name, category, amountMinor: minor }];
}

/** What the card was used for up to the end of the month before. */
function payCard(rows: readonly SampleRow[], date: CivilDate): SampleRow[] {
  const closedOn = addDays(`${date.slice(0, 8)}01`, -1);
  const own = rows.filter((row) => row.account === 'card');
  const owed =
    sampleAccounts.card.openingMinor -
    own
      .filter((row) => row.date <= closedOn || row.amountMinor > 0)
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (owed <= 0) return [];
  const category = 'To another account';
  const row = { date, name: 'Sample card payment', category, amountMinor: -owed };
  return transfer(
    { ...row, account: 'everyday' },
    { account: 'card', category: 'From another account' },
  );
}

/** From 0 to 1, the same for the same numbers: a history must not change while one looks at it. */
function noise(day: number, stream: number, part: number): number {
  let mixed = (day * 374_761_393 + stream * 668_265_263 + part * 2_147_483_647) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 13), 1_274_126_177);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 2_246_822_519);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
}
