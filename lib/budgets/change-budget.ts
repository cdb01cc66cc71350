import 'server-only';
import { z } from 'zod';
import { type CivilDate, fromUtcMidnight } from '#lib/dates/civil-date';
import { type Span, spanBefore, spanOn } from '#lib/dates/cycles';
import { db, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import { keepStep } from '#lib/undo-steps/keep-step';
import type {
  BudgetPatch,
  BudgetSettingsDto,
  BudgetSettingsPatch,
  ChangedBudgetDto,
  PlanInput,
} from './contract.ts';
import { readCarries, readPlans, readSettings } from './read-plans.ts';
import { type Carry, planIn } from './reckon.ts';

const date = z.iso.date();

/** All that is said of one category. */
const said = z.object({
  plans: z.array(z.object({ startsOn: date, once: z.boolean(), amountMinor: z.int().nullable() })),
  carries: z.array(z.object({ startsOn: date, mode: z.enum(['none', 'surplus', 'both']) })),
});
type Said = z.infer<typeof said>;

/** What was said before a change, and what the change left. */
export const budgetBefore = z.object({
  currency: z.string(),
  categories: z.array(z.object({ categoryId: z.uuid(), before: said, after: said })),
});
export type BudgetBefore = z.infer<typeof budgetBefore>;

const settingsColumns = z.object({
  startDay: z.int(),
  weeks: z.int().nullable(),
  weeksFrom: date.nullable(),
  countsPending: z.boolean(),
  currency: z.string().nullable(),
});
type SettingsColumns = z.infer<typeof settingsColumns>;

export const budgetSettingsBefore = z.object({ before: settingsColumns, after: settingsColumns });
export type BudgetSettingsBefore = z.infer<typeof budgetSettingsBefore>;

/**
 * Plans for a period or from it on, and what is carried from it on; all of it or nothing.
 *
 * @throws AppError invalid_input when a category is not of this household, or nothing is spent in its kind
 */
export async function changeBudget(
  viewer: Viewer,
  { on, plans, carries }: BudgetPatch,
): Promise<ChangedBudgetDto> {
  return change(viewer, on, async (tx, { span }) => {
    const named = [...plans, ...carries].map(({ categoryId }) => categoryId);
    await requireSpending(tx, viewer.householdId, [...new Set(named)]);
    return { plans, carries: carries.map((each) => ({ ...each, startsOn: span.from })) };
  });
}

/** Plans the period as the one before it went, for this period alone. */
export async function copyBudget(viewer: Viewer, on: CivilDate): Promise<ChangedBudgetDto> {
  return change(viewer, on, async (tx, { settings, span }) => {
    const all = await readPlans(viewer.householdId, settings.currency, tx);
    const before = spanBefore(settings.cycle, span);
    const plans = [...all].flatMap(([categoryId, each]): PlanInput[] => {
      const amountMinor = planIn(each, before)?.amountMinor ?? null;
      const isSame = amountMinor === (planIn(each, span)?.amountMinor ?? null);
      return isSame ? [] : [{ categoryId, amountMinor, once: true }];
    });
    return { plans, carries: [] };
  });
}

type Place = { settings: BudgetSettingsDto; span: Span };
type Changes = { plans: PlanInput[]; carries: (Carry & { categoryId: string })[] };

async function change(
  viewer: Viewer,
  on: CivilDate,
  list: (tx: Tx, place: Place) => Promise<Changes>,
): Promise<ChangedBudgetDto> {
  const { householdId } = viewer;
  return db().$transaction(async (tx) => {
    const settings = await lockSettings(tx, viewer);
    const span = spanOn(settings.cycle, on);
    const { plans, carries } = await list(tx, { settings, span });
    const categoryIds = [...new Set([...plans, ...carries].map(({ categoryId }) => categoryId))];
    if (categoryIds.length === 0) return { undoStepId: null };
    const { currency } = settings;
    const all = await readSaid(tx, householdId, currency, categoryIds);
    const changed = categoryIds.map((categoryId) => {
      const before = all.get(categoryId) ?? { plans: [], carries: [] };
      const isIts = (each: { categoryId: string }) => each.categoryId === categoryId;
      const after = {
        plans: plans.filter(isIts).reduce((each, plan) => say(each, plan, span), before.plans),
        carries: carries
          .filter(isIts)
          .reduce((each, carry) => sayCarry(each, carry, span), before.carries),
      };
      return { categoryId, before, after };
    });
    for (const { categoryId, after } of changed) {
      await writeSaid(tx, { householdId, categoryId, currency }, after);
    }
    const before = { currency, categories: changed };
    const undoStepId = await keepStep(tx, viewer, { kind: 'budget_change', before });
    await publish(tx, householdId, ['budgets']);
    return { undoStepId };
  });
}

/** In place of whatever was said of that period by itself, and from within it on. */
function say(plans: Said['plans'], { once, amountMinor }: PlanInput, span: Span): Said['plans'] {
  const kept = plans.filter(
    (plan) => !isIn(plan, span) || (once && !plan.once && plan.startsOn === span.from),
  );
  return inOrder([...kept, { startsOn: span.from, once, amountMinor }]);
}

function sayCarry(carries: Said['carries'], { mode }: Carry, span: Span): Said['carries'] {
  const kept = carries.filter((carry) => !isIn(carry, span));
  return inOrder([...kept, { startsOn: span.from, mode }]);
}

function isIn({ startsOn }: { startsOn: CivilDate }, { from, to }: Span): boolean {
  return startsOn >= from && startsOn <= to;
}

function inOrder<Each extends { startsOn: CivilDate; once?: boolean }>(all: Each[]): Each[] {
  return all.toSorted(
    (a, b) => a.startsOn.localeCompare(b.startsOn) || Number(a.once) - Number(b.once),
  );
}

/** Makes them, so that what is planned in stays, and keeps others from changing any of it meanwhile. */
async function lockSettings(tx: Tx, viewer: Viewer): Promise<BudgetSettingsDto> {
  const { householdId } = viewer;
  await tx.$executeRaw`
    INSERT INTO "BudgetSettings" ("householdId") VALUES (${householdId}::uuid) ON CONFLICT DO NOTHING`;
  await tx.$executeRaw`
    SELECT FROM "BudgetSettings" WHERE "householdId" = ${householdId}::uuid FOR UPDATE`;
  const settings = await readSettings(viewer, tx);
  const { currency } = settings;
  await tx.budgetSettings.updateMany({
    where: { householdId, currency: null },
    data: { currency },
  });
  return settings;
}

async function requireSpending(tx: Tx, householdId: string, categoryIds: string[]) {
  const found = await tx.category.count({
    where: {
      householdId,
      id: { in: categoryIds },
      kind: 'spending',
      mergedIntoId: null,
      excludeFromSpending: false,
    },
  });
  if (found === categoryIds.length) return;
  throw new AppError(
    'invalid_input',
    'Only a category that counts as spending can have a plan. Nothing was changed.',
    { fields: { categoryId: 'This is no category of spending.' } },
  );
}

async function readSaid(
  tx: Tx,
  householdId: string,
  currency: string,
  categoryIds: string[],
): Promise<Map<string, Said>> {
  const plans = await readPlans(householdId, currency, tx);
  const carries = await readCarries(householdId, currency, tx);
  return new Map(
    categoryIds.map((id) => [id, { plans: plans.get(id) ?? [], carries: carries.get(id) ?? [] }]),
  );
}

type Key = { householdId: string; categoryId: string; currency: string };

async function writeSaid(tx: Tx, key: Key, { plans, carries }: Said): Promise<void> {
  await tx.budgetPlan.deleteMany({ where: key });
  await tx.budgetCarry.deleteMany({ where: key });
  await tx.budgetPlan.createMany({
    data: plans.map((plan) => ({ ...key, ...plan, startsOn: toDate(plan.startsOn) })),
  });
  await tx.budgetCarry.createMany({
    data: carries.map((carry) => ({ ...key, ...carry, startsOn: toDate(carry.startsOn) })),
  });
}

/** Of each category, unless somebody said something else of it since. */
export async function undoBudgetChange(
  tx: Tx,
  householdId: string,
  { currency, categories }: BudgetBefore,
): Promise<void> {
  await tx.$executeRaw`
    SELECT FROM "BudgetSettings" WHERE "householdId" = ${householdId}::uuid FOR UPDATE`;
  const ids = categories.map(({ categoryId }) => categoryId);
  const present = await tx.category.findMany({
    where: { householdId, id: { in: ids } },
    select: { id: true },
  });
  const there = new Set(present.map(({ id }) => id));
  const all = await readSaid(tx, householdId, currency, ids);
  for (const { categoryId, before, after } of categories) {
    const isLeft = JSON.stringify(all.get(categoryId)) === JSON.stringify(after);
    if (!isLeft || !there.has(categoryId)) continue;
    await writeSaid(tx, { householdId, categoryId, currency }, before);
  }
  await publish(tx, householdId, ['budgets']);
}

/** How periods are cut, whether what is pending counts, and the currency. Plans stay as they are. */
export async function changeSettings(
  viewer: Viewer,
  { cycle, ...rest }: BudgetSettingsPatch,
): Promise<ChangedBudgetDto> {
  const { householdId } = viewer;
  return db().$transaction(async (tx) => {
    await lockSettings(tx, viewer);
    const before = await readColumns(tx, householdId);
    const after = { ...before, ...rest, ...(cycle && toColumns(cycle)) };
    await writeColumns(tx, householdId, after);
    const undoStepId = await keepStep(tx, viewer, {
      kind: 'budget_settings',
      before: { before, after },
    });
    await publish(tx, householdId, ['budgets']);
    return { undoStepId };
  });
}

/** Unless somebody changed them since. */
export async function undoSettings(
  tx: Tx,
  householdId: string,
  { before, after }: BudgetSettingsBefore,
): Promise<void> {
  await tx.$executeRaw`
    SELECT FROM "BudgetSettings" WHERE "householdId" = ${householdId}::uuid FOR UPDATE`;
  const now = await readColumns(tx, householdId);
  if (JSON.stringify(settingsColumns.parse(now)) !== JSON.stringify(after)) return;
  await writeColumns(tx, householdId, before);
  await publish(tx, householdId, ['budgets']);
}

function toColumns(cycle: NonNullable<BudgetSettingsPatch['cycle']>) {
  return cycle.kind === 'weeks'
    ? { weeks: cycle.weeks, weeksFrom: cycle.from }
    : { startDay: cycle.day, weeks: null, weeksFrom: null };
}

async function readColumns(tx: Tx, householdId: string): Promise<SettingsColumns> {
  const row = await tx.budgetSettings.findUniqueOrThrow({
    where: { householdId },
    select: { startDay: true, weeks: true, weeksFrom: true, countsPending: true, currency: true },
  });
  return { ...row, weeksFrom: row.weeksFrom && fromUtcMidnight(row.weeksFrom) };
}

async function writeColumns(tx: Tx, householdId: string, columns: SettingsColumns) {
  const { weeksFrom, ...rest } = columns;
  await tx.budgetSettings.update({
    where: { householdId },
    data: { ...rest, weeksFrom: weeksFrom && toDate(weeksFrom) },
  });
}

const toDate = (day: CivilDate) => new Date(`${day}T00:00:00Z`);
