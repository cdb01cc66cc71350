import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import {
  createHousehold,
  joinHousehold,
  linkItem,
  syncHistory,
  type TestHousehold,
} from '#lib/testing/household';
import { finishIncomeLink, requireProfile, shareIncome } from '#lib/testing/income';
import { control } from '#lib/testing/sandbox';
import { askReading } from './ask-reading.ts';
import { downloadIncomeReport } from './download-report.ts';
import { keepIncome } from './keep-income.ts';
import { openIncomeLink } from './open-income-link.ts';
import { type ProfileRef, requirePlaidUser } from './profiles.ts';
import { getIncome } from './queries.ts';
import { readIncome } from './read-income.ts';
import { deleteIncome, endOverdueIncome } from './remove-income.ts';
import { listReadingsDue } from './request-reading.ts';

let ana: TestHousehold;

beforeEach(async () => {
  ana = await createHousehold();
});

const read = (ref: ProfileRef) => readIncome(ref, () => 0.5);
const isDue = async (ref: ProfileRef) =>
  (await listReadingsDue()).some(({ profileId }) => profileId === ref.profileId);
const makeDue = ({ profileId }: ProfileRef) =>
  db().incomeReading.updateMany({ where: { profileId }, data: { dueAt: new Date(0) } });

/** Has Plaid answer the next call with an error, and reads what was finished. */
async function meet(path: string, errorType: string, errorCode: string, source = 'bank' as const) {
  const ref = await finishIncomeLink(ana, source);
  await askReading(ana, { source, after: 'link' });
  await control('/faults', { path, times: 1, errorType, errorCode });
  await read(ref);
  return ref;
}

describe('income at a bank', () => {
  it('is not asked for, then read, then here with every payment', async () => {
    expect(await getIncome(ana)).toMatchObject({ endsAt: null, bank: { state: 'not_asked' } });
    const ref = await finishIncomeLink(ana, 'bank');
    // Link is open: to the person nothing has begun.
    expect(await getIncome(ana)).toMatchObject({ endsAt: null, bank: { state: 'not_asked' } });
    const asked = await askReading(ana, { source: 'bank', after: 'link' });
    expect(asked.bank).toMatchObject({ state: 'waiting', income: null });
    await read(ref);
    const { bank, payroll, endsAt } = await getIncome(ana);
    expect(bank).toMatchObject({ state: 'ready', text: null });
    expect(payroll.state).toBe('not_asked');
    const [first] = bank.income?.streams ?? [];
    expect(first?.payments.length).toBeGreaterThan(3);
    expect(first?.stated).toBeNull();
    const days = (new Date(endsAt ?? 0).getTime() - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(90, 1);
    expect(await isDue(ref)).toBe(false);
  });

  it('adds up to its payments, by stream, by month and in all', async () => {
    await shareIncome(ana, 'bank');
    const { income } = (await getIncome(ana)).bank;
    const ofStreams = income?.streams.flatMap(({ payments }) => payments) ?? [];
    const sum = (rows: { minor: number }[]) => rows.reduce((all, { minor }) => all + minor, 0);
    expect(income?.totals).toEqual([{ currency: 'USD', minor: sum(ofStreams) }]);
    expect(sum(income?.months.flatMap(({ sums }) => sums) ?? [])).toBe(sum(ofStreams));
    expect(sum(income?.streams.flatMap(({ totals }) => totals) ?? [])).toBe(sum(ofStreams));
    expect(income?.months).toHaveLength(13);
  });

  it('is kept sealed, and nothing of it lies open in the database', async () => {
    const ref = await shareIncome(ana, 'bank');
    const rows = await db().$queryRaw<{ text: string }[]>`
      SELECT p::text || r::text AS "text" FROM "IncomeProfile" p JOIN "IncomeReading" r
        ON r."householdId" = p."householdId" AND r."profileId" = p."id"`;
    const payer = (await getIncome(ana)).bank.income?.streams[0]?.payer ?? 'nobody';
    const userId = (await requirePlaidUser(ref)) ?? 'nobody';
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows) {
      expect(text).not.toContain(payer);
      expect(text).not.toContain(userId);
    }
  });

  it('may be none', async () => {
    const checking = { type: 'depository', subtype: 'checking', transactions: [] };
    const password = JSON.stringify({ override_accounts: [checking] });
    await shareIncome(ana, 'bank', { username: 'user_custom', password });
    expect((await getIncome(ana)).bank).toMatchObject({
      state: 'none',
      readAt: expect.any(String),
    });
  });

  it('of a page that was closed too soon is found all the same', async () => {
    const ref = await finishIncomeLink(ana, 'bank');
    await makeDue(ref);
    await read(ref);
    expect((await getIncome(ana)).bank.state).toBe('ready');
  });

  it('that nobody finished is asked for ever less often, and then no more', async () => {
    await openIncomeLink(ana, 'bank');
    const ref = await requireProfile(ana);
    await makeDue(ref);
    await read(ref);
    expect((await getIncome(ana)).bank.state).toBe('not_asked');
    expect(await isDue(ref)).toBe(false);
    const { profileId } = ref;
    const openedAt = new Date(Date.now() - 6 * 3_600_000);
    await db().incomeReading.updateMany({ where: { profileId }, data: { openedAt } });
    await makeDue(ref);
    await read(ref);
    expect(await db().incomeReading.count({ where: { profileId } })).toBe(0);
    // Then Plaid need not know of anybody.
    await db().incomeProfile.updateMany({
      where: { id: profileId },
      data: { createdAt: new Date(Date.now() - 2 * 86_400_000) },
    });
    expect(await endOverdueIncome()).toBe(1);
  });
});

describe('a reading that does not come', () => {
  it.each([
    ['INCOME_VERIFICATION_ERROR', 'PRODUCT_NOT_READY', 'waiting', true],
    ['INCOME_VERIFICATION_ERROR', 'INCOME_VERIFICATION_NOT_FOUND', 'waiting', true],
    ['INCOME_VERIFICATION_ERROR', 'PRODUCT_NOT_ENABLED', 'unsupported', false],
    ['INVALID_INPUT', 'UNAUTHORIZED_ROUTE_ACCESS', 'unsupported', false],
    ['INCOME_VERIFICATION_ERROR', 'INCOME_VERIFICATION_FAILED', 'failed', false],
    ['INCOME_VERIFICATION_ERROR', 'VERIFICATION_STATUS_PENDING_APPROVAL', 'failed', true],
    ['API_ERROR', 'INTERNAL_SERVER_ERROR', 'failed', true],
  ])('%s %s is %s', async (type, code, state, isAskedAgain) => {
    const { profileId } = await meet('/credit/bank_income/get', type, code);
    const { bank } = await getIncome(ana);
    expect(bank).toMatchObject({ state, income: null, text: expect.any(String) });
    const { dueAt } = await db().incomeReading.findFirstOrThrow({ where: { profileId } });
    expect(dueAt !== null).toBe(isAskedAgain);
  });

  it('leaves what was read before where it is', async () => {
    const ref = await shareIncome(ana, 'bank');
    const before = (await getIncome(ana)).bank;
    await askReading(ana, { source: 'bank', after: 'ask' });
    const [path, errorType] = ['/credit/sessions/get', 'API_ERROR'];
    await control('/faults', { path, times: 1, errorType, errorCode: 'INTERNAL_SERVER_ERROR' });
    await read(ref);
    const { bank } = await getIncome(ana);
    expect(bank).toMatchObject({ state: 'failed', readAt: before.readAt, income: before.income });
    expect(bank.text).toContain('What was read before is still here.');
  });

  it('of one source changes nothing of the other, nor of what is told apart', async () => {
    const ref = await finishIncomeLink(ana, 'payroll');
    await shareIncome(ana, 'bank');
    await askReading(ana, { source: 'payroll', after: 'link' });
    const [path, errorType] = ['/credit/employment/get', 'INCOME_VERIFICATION_ERROR'];
    await control('/faults', { path, times: 1, errorType, errorCode: 'EMPLOYMENT_NOT_FOUND' });
    await read(ref);
    const { bank, payroll } = await getIncome(ana);
    expect([bank.state, payroll.state]).toEqual(['ready', 'ready']);
    expect(payroll.income).toMatchObject({ employments: [], missing: [] });
    expect(payroll.income?.stubs).toHaveLength(6);
  });

  it('that is not offered at all is said before Link opens', async () => {
    const [path, errorType] = ['/link/token/create', 'INVALID_INPUT'];
    await control('/faults', { path, times: 1, errorType, errorCode: 'INVALID_PRODUCT' });
    await expect(openIncomeLink(ana, 'bank')).rejects.toMatchObject({ code: 'plaid_error' });
    expect((await getIncome(ana)).bank.state).toBe('not_asked');
  });
});

describe('what who pays says', () => {
  it('is here stub by stub, with the year’s forms and the employment', async () => {
    await shareIncome(ana, 'payroll');
    const { state, income } = (await getIncome(ana)).payroll;
    expect(state).toBe('ready');
    expect(income?.stubs).toHaveLength(6);
    expect(income?.stubs[0]).toMatchObject({
      employer: 'Harbor Lane Bakery',
      currency: 'USD',
      grossMinor: 245_000,
      // 294 + 151.90 + 35.53 + 122.50
      deductedMinor: 60_393,
      netMinor: 184_607,
      offMinor: null,
    });
    expect(income?.stubs[0]?.deductions).toHaveLength(4);
    expect(income?.forms).toMatchObject([{ kind: 'W-2', payer: 'Harbor Lane Bakery' }]);
    expect(income?.forms[0]?.boxes[0]).toEqual({
      name: '1 Wages, tips, other compensation',
      minor: 26 * 245_000,
    });
    expect(income?.employments).toMatchObject([{ employer: 'Harbor Lane Bakery' }]);
    // 2450 × 26 ÷ 12 = 5308.333…
    expect(income?.pay).toMatchObject([
      { cadence: 'biweekly', gross: { minor: 530_833, currency: 'USD' } },
    ]);
  });

  it('is asked of them again, and may want the person', async () => {
    const ref = await shareIncome(ana, 'payroll');
    expect((await askReading(ana, { source: 'payroll', after: 'ask' })).payroll.state).toBe(
      'waiting',
    );
    await read(ref);
    expect((await getIncome(ana)).payroll.state).toBe('ready');
    const { requests } = await control<{ requests: { path: string }[] }>('/requests?limit=100');
    expect(requests.map(({ path }) => path)).toContain('/credit/payroll_income/refresh');
  });
});

describe('beside one’s own books', () => {
  it('each payment is found among the transactions, and reports count the same', async () => {
    const item = await linkItem(ana, { username: 'user_bank_income' });
    await syncHistory(item);
    await shareIncome(ana, 'bank', { username: 'user_bank_income' });
    const { income } = (await getIncome(ana)).bank;
    const payments = income?.streams.flatMap((stream) => stream.payments) ?? [];
    expect(payments.length).toBeGreaterThan(50);
    expect(payments.filter(({ transactionId }) => transactionId === null)).toEqual([]);
    expect(new Set(payments.map(({ transactionId }) => transactionId)).size).toBe(payments.length);
    const [reported] = income?.reported ?? [];
    expect(reported).toMatchObject({ currency: 'USD', thereMinor: 0 });
    expect(reported?.bothMinor).toBe(income?.totals[0]?.minor);

    // What a person calls no income is named, and by how much the two differ.
    const [paid] = payments;
    const where = {
      householdId_id: { householdId: ana.householdId, id: paid?.transactionId ?? '' },
    };
    const data = { hidden: true, hiddenSetAt: new Date() };
    await db().transaction.update({ where, data });
    const after = (await getIncome(ana)).bank.income;
    expect(after?.strays).toMatchObject([{ transactionId: paid?.transactionId, counted: false }]);
    expect(after?.reported[0]?.thereMinor).toBe(paid?.minor);
  });

  it('are not another household’s, nor hidden accounts of another member', async () => {
    const ben = await joinHousehold(ana);
    const item = await linkItem(ben, { username: 'user_bank_income' });
    await syncHistory(item);
    const { householdId } = ana;
    const accounts = await db().account.findMany({ where: { householdId }, select: { id: true } });
    await db().accountSight.createMany({
      data: accounts.map(({ id: accountId }) => ({
        householdId,
        accountId,
        memberId: ana.memberId,
        sight: 'hidden' as const,
      })),
      skipDuplicates: true,
    });
    await db().accountSight.updateMany({
      where: { householdId, memberId: ana.memberId },
      data: { sight: 'hidden' },
    });
    await shareIncome(ana, 'bank', { username: 'user_bank_income' });
    const { income } = (await getIncome(ana)).bank;
    const payments = income?.streams.flatMap((stream) => stream.payments) ?? [];
    expect(payments.every(({ transactionId }) => transactionId === null)).toBe(true);
    expect(income?.reported[0]).toMatchObject({ totalMinor: 0, bothMinor: 0 });
  });
});

describe('the report as a file', () => {
  it('is Plaid’s, taken by its person alone, and noted', async () => {
    await expect(downloadIncomeReport(ana)).rejects.toMatchObject({ code: 'not_found' });
    await shareIncome(ana, 'bank');
    const answer = await downloadIncomeReport(ana);
    const text = Buffer.from(await answer.arrayBuffer()).toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    const ben = await joinHousehold(ana, 'owner');
    await expect(downloadIncomeReport(ben)).rejects.toMatchObject({ code: 'not_found' });
    const taken = await db().auditEntry.count({
      where: { chainId: ana.userId, kind: 'income_handled', details: { contains: 'taken' } },
    });
    expect(taken).toBe(1);
  });

  it('that Plaid does not give is said', async () => {
    await shareIncome(ana, 'bank');
    const [path, errorType] = ['/credit/bank_income/pdf/get', 'API_ERROR'];
    await control('/faults', { path, times: 1, errorType, errorCode: 'INTERNAL_SERVER_ERROR' });
    await expect(downloadIncomeReport(ana)).rejects.toMatchObject({ code: 'plaid_unavailable' });
  });
});

it('is nobody else’s: not another member’s, whatever their role', async () => {
  await shareIncome(ana, 'bank');
  const ben = await joinHousehold(ana, 'owner');
  expect(await getIncome(ben)).toMatchObject({ endsAt: null, bank: { income: null } });
  await deleteIncome(ben);
  await expect(keepIncome(ben, { days: 7 })).rejects.toMatchObject({ code: 'not_found' });
  await expect(askReading(ben, { source: 'bank', after: 'ask' })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect((await getIncome(ana)).bank.state).toBe('ready');
});
