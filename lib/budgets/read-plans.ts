import 'server-only';
import { type CivilDate, fromUtcMidnight } from '#lib/dates/civil-date';
import type { Cycle } from '#lib/dates/cycles';
import { db, type Tx } from '#lib/db/client';
import { toSafeNumber } from '#lib/money/minor';
import type { Viewer } from '#lib/privacy/viewer';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';
import type { BudgetSettingsDto } from './contract.ts';
import { readEnds } from './read-ends.ts';
import type { Carry, Plan } from './reckon.ts';

type Client = Pick<Tx, 'budgetSettings' | 'budgetPlan' | 'budgetCarry'>;

/** More than a household can have said. */
const readLimit = 20_000;

/** How the household budgets; what it never said is as it is for everybody. */
export async function readSettings(
  viewer: Viewer,
  client: Client = db(),
): Promise<BudgetSettingsDto> {
  return toSettings(viewer, await readSaid(viewer.householdId, client));
}

/** The same for figures that are kept. */
export const rememberSettings = remembered(
  'settings of budgets',
  [...seenTopics, 'transactions'],
  async (viewer: Viewer) => toSettings(viewer, await rememberSaid(viewer)),
);

const rememberSaid = remembered('budget settings', ['budgets'], ({ householdId }: Viewer) =>
  readSaid(householdId, db()),
);

type Said = { countsPending: boolean; currency: string | null } & CycleColumns;

function readSaid(householdId: string, client: Client): Promise<Said | null> {
  return client.budgetSettings.findUnique({
    where: { householdId },
    select: { startDay: true, weeks: true, weeksFrom: true, countsPending: true, currency: true },
  });
}

async function toSettings(viewer: Viewer, row: Said | null): Promise<BudgetSettingsDto> {
  return {
    cycle: toCycle(row),
    countsPending: row?.countsPending ?? true,
    currency: row?.currency ?? (await readEnds(viewer)).usualCurrency,
  };
}

type CycleColumns = { startDay: number; weeks: number | null; weeksFrom: Date | null };

function toCycle(row: CycleColumns | null): Cycle {
  if (!row?.weeks || !row.weeksFrom) return { kind: 'month', day: row?.startDay ?? 1 };
  return { kind: 'weeks', weeks: row.weeks, from: fromUtcMidnight(row.weeksFrom) };
}

/** All that was ever planned, by category. */
export async function readPlans(
  householdId: string,
  currency: string,
  client: Client = db(),
): Promise<Map<string, Plan[]>> {
  const rows = await client.budgetPlan.findMany({
    where: { householdId, currency },
    select: { categoryId: true, startsOn: true, once: true, amountMinor: true },
    orderBy: [{ startsOn: 'asc' }, { once: 'asc' }],
    take: readLimit,
  });
  return groupByCategory(rows, ({ startsOn, once, amountMinor }) => ({
    startsOn: fromUtcMidnight(startsOn),
    once,
    amountMinor: amountMinor === null ? null : toSafeNumber(amountMinor),
  }));
}

/** All that was ever planned and carried, for figures that are kept. */
export const rememberPlanned = remembered(
  'planned',
  ['budgets'],
  async ({ householdId }: Viewer, currency: string) => {
    const [plans, carries] = await Promise.all([
      readPlans(householdId, currency),
      readCarries(householdId, currency),
    ]);
    return { plans, carries };
  },
);

export async function readCarries(
  householdId: string,
  currency: string,
  client: Client = db(),
): Promise<Map<string, Carry[]>> {
  const rows = await client.budgetCarry.findMany({
    where: { householdId, currency },
    select: { categoryId: true, startsOn: true, mode: true },
    orderBy: { startsOn: 'asc' },
    take: readLimit,
  });
  return groupByCategory(rows, ({ startsOn, mode }) => ({
    startsOn: fromUtcMidnight(startsOn),
    mode,
  }));
}

/** The first day from which anything is carried. */
export function firstCarry(carries: ReadonlyMap<string, Carry[]>): CivilDate | null {
  const starts = [...carries.values()].flatMap((said) =>
    said.filter(({ mode }) => mode !== 'none').map(({ startsOn }) => startsOn),
  );
  return starts.sort()[0] ?? null;
}

function groupByCategory<Row extends { categoryId: string }, Value>(
  rows: Row[],
  toValue: (row: Row) => Value,
): Map<string, Value[]> {
  const grouped = Map.groupBy(rows, ({ categoryId }) => categoryId);
  return new Map([...grouped].map(([id, each]) => [id, each.map(toValue)]));
}
