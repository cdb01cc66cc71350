import 'server-only';
import type { CreateAccountInput } from '#lib/accounts/contract';
import { createAccount } from '#lib/accounts/mutations';
import { lockAccounts, settleBalances } from '#lib/accounts/settle-balance';
import type { Session } from '#lib/auth/sessions';
import { changeBudget } from '#lib/budgets/change-budget';
import { holdSorting } from '#lib/categories/lock-sorting';
import { listCategories } from '#lib/categories/queries';
import { addDays, type CivilDate } from '#lib/dates/civil-date';
import { db } from '#lib/db/client';
import { copyRows } from '#lib/db/copy-rows';
import { newId } from '#lib/db/ids';
import { createGoal } from '#lib/goals/change-goal';
import { addHousehold } from '#lib/households/add-household';
import type { HouseholdListDto } from '#lib/households/contract';
import { lookAt, requireRoom } from '#lib/households/open-household';
import { listHouseholds } from '#lib/households/queries';
import { publish } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import { decideStreams } from '#lib/recurring/change-streams';
import { getRecurring } from '#lib/recurring/queries';
import { settleStreams } from '#lib/recurring/settle-streams';
import { applyRulesTo } from '#lib/rules/apply-rules';
import { requestTransfers, runTransfers } from '#lib/transfers/request-transfers';
import { setValuation } from '#lib/valuations/mutations';
import {
  composeHistory,
  type SampleAccount,
  sampleAccounts,
  sampleCurrency,
} from './compose-history.ts';
import { eraseSamples } from './remove-sample.ts';

type Own = Pick<Session, 'id' | 'userId'>;

/** What is planned a month, by the names of categories. */
const plans: Record<string, number> = {
  Groceries: 42_000,
  Restaurants: 16_000,
  Coffee: 4_500,
  Rent: 143_500,
  Clothing: 9_000,
  Fuel: 11_000,
  'Events & outings': 6_000,
};

/** Rows of the last days wait to be looked through. */
const newDays = 6;

/** Of what recurs, so much waits for an answer. */
const askedStreams = 3;

/**
 * Two invented years in a household of their own, which the session then looks at: what is a household's never
 * meets another's, so nothing of it is counted with anything real, and one deletion takes it all away.
 *
 * @throws AppError household_refused when the person belongs to as many as one may
 */
export async function makeSample(own: Own, today: CivilDate): Promise<HouseholdListDto> {
  // What an attempt that was cut short may have left.
  await eraseSamples(own.userId);
  const viewer = await addSampleHousehold(own.userId);
  try {
    await fill(viewer, today);
  } catch (error) {
    await eraseSamples(own.userId);
    throw error;
  }
  const { householdId } = viewer;
  await db().$transaction((tx) => lookAt(tx, own, householdId));
  return listHouseholds({ ...own, householdId });
}

async function addSampleHousehold(userId: string): Promise<Viewer> {
  return db().$transaction(async (tx) => {
    await requireRoom(tx, userId);
    const householdId = await addHousehold(tx, userId, 'Sample');
    await tx.household.update({
      where: { id: householdId },
      data: { sample: true },
      select: { id: true },
    });
    const { id } = await tx.member.findUniqueOrThrow({
      where: { householdId_userId: { householdId, userId } },
      select: { id: true },
    });
    // They lead to what belongs into a household of one's own.
    const settings = { householdId, memberId: id, cards: [], hidden: [], stepsClosed: true };
    await tx.overviewSettings.create({ data: settings, select: { memberId: true } });
    return { householdId, memberId: id };
  });
}

async function fill(viewer: Viewer, today: CivilDate): Promise<void> {
  const categories = await listCategories(viewer.householdId);
  const categoryOf = (name: string | null) => {
    const id = categories.find((each) => each.name === name && each.groupId !== null)?.id;
    if (name !== null && id === undefined) throw new Error(`There is no category “${name}”.`);
    return id ?? null;
  };
  const accounts = await addAccounts(viewer, today);
  await addRows(viewer, { accounts, categoryOf, today });
  await changeBudget(viewer, {
    on: today,
    plans: Object.entries(plans).map(([name, amountMinor]) => ({
      categoryId: categoryOf(name) ?? '',
      amountMinor,
      once: false,
    })),
    carries: [],
  });
  await addGoals(viewer, accounts, today);
  // What goes between its accounts is one thing that recurs, not two.
  await runTransfers({ householdId: viewer.householdId, transactionIds: null });
  await confirmStreams(viewer, today);
}

async function addGoals(viewer: Viewer, accounts: AccountIds, today: CivilDate): Promise<void> {
  await createGoal(viewer, {
    name: 'Half a year put by',
    kind: 'save',
    targetMinor: 2_400_000,
    currency: sampleCurrency,
    dueOn: addDays(today, 300),
    accountIds: [accounts.savings],
  });
  await createGoal(viewer, {
    name: 'Car paid off',
    kind: 'pay_down',
    targetMinor: sampleAccounts.loan.openingMinor,
    currency: sampleCurrency,
    dueOn: null,
    accountIds: [accounts.loan],
  });
}

/** All but a few, which wait to be asked about. */
async function confirmStreams(viewer: Viewer, today: CivilDate): Promise<void> {
  await settleStreams(viewer.householdId);
  const { streams } = await getRecurring(viewer, today);
  const surest = streams.toSorted((a, b) => b.confidence - a.confidence).slice(0, -askedStreams);
  await decideStreams(viewer, { streamIds: surest.map(({ id }) => id), state: 'confirmed' });
}

type AccountIds = Record<SampleAccount, string>;

async function addAccounts(viewer: Viewer, today: CivilDate): Promise<AccountIds> {
  const add = async (account: SampleAccount, more: Partial<CreateAccountInput> = {}) => {
    const input = { ...sampleAccounts[account], currency: sampleCurrency, ...more };
    return (await createAccount(viewer, input)).id;
  };
  const ids = {
    everyday: await add('everyday'),
    savings: await add('savings'),
    card: await add('card'),
    loan: await add('loan'),
    car: await add('car', { valuedOn: addDays(today, -730) }),
  };
  const { openingMinor } = sampleAccounts.car;
  await setValuation(viewer, ids.car, {
    date: addDays(today, -200),
    valueMinor: Math.round(openingMinor * 0.82),
  });
  return ids;
}

type Filling = {
  accounts: AccountIds;
  categoryOf: (name: string | null) => string | null;
  today: CivilDate;
};

const columns = {
  householdId: 'uuid',
  id: 'uuid',
  accountId: 'uuid',
  date: 'date',
  amountMinor: 'bigint',
  currency: 'text',
  pending: 'boolean',
  name: 'text',
  providerCategoryId: 'uuid',
  pfcDetailed: 'text',
  reviewed: 'boolean',
} as const;

/** As an import writes rows: in one transaction, judged by the rules and looked through for transfers. */
async function addRows(
  { householdId }: Viewer,
  { accounts, categoryOf, today }: Filling,
): Promise<void> {
  const rows = composeHistory(today).map((row) => ({ ...row, id: newId() }));
  const accountIds = Object.values(accounts);
  const newFrom = addDays(today, -newDays);
  await db().$transaction(
    async (tx) => {
      await holdSorting(tx, householdId);
      await lockAccounts(tx, householdId, accountIds);
      await copyRows(tx, '"Transaction"', columns, rows, (row) => ({
        householdId,
        id: row.id,
        accountId: accounts[row.account],
        date: row.date,
        amountMinor: row.amountMinor,
        currency: sampleCurrency,
        pending: false,
        name: row.name,
        providerCategoryId: categoryOf(row.category),
        pfcDetailed: row.code ?? null,
        reviewed: row.date < newFrom,
      }));
      await tx.$executeRaw`
        UPDATE "Transaction" SET "reviewedSetAt" = now()
        WHERE "householdId" = ${householdId}::uuid AND "reviewed"`;
      const ids = rows.map(({ id }) => id);
      await applyRulesTo(tx, householdId, ids);
      await requestTransfers(tx, householdId, ids);
      await settleBalances(tx, householdId, accountIds);
      await publish(tx, householdId, ['accounts', 'transactions']);
    },
    { timeout: timeoutMs },
  );
}

/** Some fifteen hundred rows take less than a second. */
const timeoutMs = 30_000;
