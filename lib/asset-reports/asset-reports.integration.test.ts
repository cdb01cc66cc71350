import { beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { countAccesses } from '#lib/deletions/find-accesses';
import { readAccessToken } from '#lib/items/access-token';
import { refreshItem } from '#lib/items/refresh-item';
import { departMember } from '#lib/members/depart-member';
import {
  createHousehold,
  joinHousehold,
  type LinkedItem,
  linkItem,
  type TestHousehold,
} from '#lib/testing/household';
import { control, sandboxClient } from '#lib/testing/sandbox';
import { handleWebhook } from '#lib/webhooks/handle-webhook';
import { copyReport, takeCopyBack } from './audit-copies.ts';
import { createReport } from './create-report.ts';
import { filterReport, refreshReport } from './derive-report.ts';
import { neverAnswered, neverReady } from './describe-report.ts';
import { downloadReport } from './download-report.ts';
import { endOverdueReports, listReportRemovals, listReportsDue } from './find-work.ts';
import { pollReport } from './poll-report.ts';
import { getReport, listReportBanks, listReports } from './queries.ts';
import { readReport } from './read-report.ts';
import { finishReportRemoval, removeReport } from './remove-report.ts';

const notFound = { code: 'not_found' };

let ana: TestHousehold;
let item: LinkedItem;

beforeEach(async () => {
  ana = await createHousehold();
  item = await linkItem(ana, { username: 'user_good', alsoProducts: ['assets'] });
  await refreshItem(item.householdId, item.itemId);
});

const refOf = (reportId: string) => ({ householdId: ana.householdId, reportId });

/** Asks for one, and looks for it until Plaid has it. */
async function makeReport(itemIds = [item.itemId], days = 60) {
  const report = await createReport(ana, { itemIds, days });
  return waitFor(report.id);
}

function waitFor(reportId: string) {
  return vi.waitFor(
    async () => {
      await pollReport(refOf(reportId));
      const report = await getReport(ana, reportId);
      expect(report.state).not.toBe('waiting');
      return report;
    },
    { timeout: 20_000, interval: 100 },
  );
}

const edit = (id: string, data: object) =>
  db().assetReport.update({
    where: { householdId_id: { householdId: ana.householdId, id } },
    data,
  });

const kept = () =>
  db().assetReport.findMany({ where: { householdId: ana.householdId }, select: { id: true } });

describe('an asset report', () => {
  it('is asked for, waited for and read, with what Plaid alone keeps', async () => {
    const asked = await createReport(ana, { itemIds: [item.itemId], days: 60 });
    expect(asked).toMatchObject({ state: 'waiting', days: 60, banks: ['First Platypus Bank'] });
    expect(asked.text).toMatch(/less than a minute/);
    await expect(readReport(ana, asked.id)).rejects.toMatchObject(notFound);
    expect(await waitFor(asked.id)).toMatchObject({ state: 'ready', text: null });
    const { banks, warnings } = await readReport(ana, asked.id);
    expect(warnings).toEqual([]);
    const accounts = banks.flatMap((each) => each.accounts);
    const checking = accounts.find(({ name }) => name === 'Plaid Checking');
    expect(checking).toMatchObject({
      mask: '0000',
      currency: 'USD',
      currentMinor: 11_000,
      owners: ['Alberta Bobbeth Charleson'],
    });
    expect(checking?.history?.minor.length).toBeGreaterThan(10);
    expect(checking?.transactions).toBeGreaterThan(0);
    // What went out is negative with us.
    expect(checking?.latest.some(({ amount }) => (amount?.minor ?? 0) < 0)).toBe(true);
    const row = await db().assetReport.findFirstOrThrow({ where: { id: asked.id } });
    expect(row.tokenSealed).toMatch(/^v1\./);
    expect(JSON.stringify(row)).not.toContain('assets-sandbox');
  });

  it('is printed by Plaid, and the download is in its owner’s own log', async () => {
    const { id } = await makeReport();
    const response = await downloadReport(ana, id);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(new TextDecoder().decode((await response.arrayBuffer()).slice(0, 5))).toBe('%PDF-');
    const kinds = (chainId: string) =>
      db().auditEntry.findMany({ where: { chainId }, select: { kind: true } });
    expect(await kinds(ana.userId)).toContainEqual({ kind: 'asset_report_downloaded' });
    expect(await kinds(ana.householdId)).not.toContainEqual({ kind: 'asset_report_downloaded' });
  });

  it('is made anew, and made without accounts, as another', async () => {
    const first = await makeReport();
    const { banks } = await readReport(ana, first.id);
    const [left, ...rest] = banks.flatMap((each) => each.accounts);
    const { id } = await filterReport(ana, first.id, [left?.key ?? '']);
    expect(await waitFor(id)).toMatchObject({ state: 'ready', leftOut: 1 });
    const without = await readReport(ana, id);
    const keys = without.banks.flatMap((each) => each.accounts.map(({ key }) => key));
    expect(keys).toEqual(rest.map(({ key }) => key));
    const again = await refreshReport(ana, id);
    expect(again).toMatchObject({ state: 'waiting', leftOut: 1 });
    expect(await waitFor(again.id)).toMatchObject({ state: 'ready' });
    expect((await listReports(ana)).items).toHaveLength(3);
  });

  it('goes by the webhook: ready is looked for, and an error is told', async () => {
    const { id } = await createReport(ana, { itemIds: [item.itemId], days: 60 });
    const { plaidReportId } = await db().assetReport.findFirstOrThrow({ where: { id } });
    const send = async (webhookCode: string, body: object) => {
      const webhookId = newId();
      await db().webhookLog.create({
        data: {
          id: webhookId,
          webhookType: 'ASSETS',
          webhookCode,
          body: { asset_report_id: plaidReportId, ...body },
          bodyHash: new Uint8Array(32),
          keyId: webhookId,
          issuedAt: new Date(),
        },
      });
      await handleWebhook(webhookId);
      return db().webhookLog.findUniqueOrThrow({ where: { id: webhookId } });
    };
    expect(await send('PRODUCT_READY', { report_type: 'FULL' })).toMatchObject({ outcome: 'woke' });
    expect((await getReport(ana, id)).state).toBe('waiting');
    const error = { error_type: 'ASSET_REPORT_ERROR', error_code: 'DATA_UNAVAILABLE' };
    expect(await send('ERROR', { error })).toMatchObject({ outcome: 'woke' });
    const failed = await getReport(ana, id);
    expect(failed).toMatchObject({ state: 'failed', text: expect.stringMatching(/None of the/) });
    // What comes after that changes nothing.
    expect(await send('PRODUCT_READY', {})).toMatchObject({ outcome: 'seen' });
    expect((await getReport(ana, id)).state).toBe('failed');
  });
});

describe('what a report may be of', () => {
  it('is one’s own banks that were allowed to', async () => {
    const other = await linkItem(ana, {});
    await refreshItem(other.householdId, other.itemId);
    const banks = await listReportBanks(ana);
    expect(new Map(banks.map(({ itemId, state }) => [itemId, state]))).toEqual(
      new Map([
        [item.itemId, 'allowed'],
        [other.itemId, 'needs_consent'],
      ]),
    );
    await expect(
      createReport(ana, { itemIds: [item.itemId, other.itemId], days: 30 }),
    ).rejects.toMatchObject({
      code: 'item_needs_you',
      message: expect.stringMatching(/Give permission first; nothing was made/),
    });
    expect(await kept()).toEqual([]);
  });

  it('is not another member’s, nor another household’s', async () => {
    const ben = await joinHousehold(ana);
    const stranger = await createHousehold();
    const input = { itemIds: [item.itemId], days: 30 };
    await expect(createReport(ben, input)).rejects.toMatchObject({
      code: expect.stringMatching(/^(forbidden|not_found)$/),
    });
    await expect(createReport(stranger, input)).rejects.toMatchObject(notFound);
    const { id } = await makeReport();
    for (const who of [ben, stranger]) {
      expect((await listReports(who)).items).toEqual([]);
      await expect(getReport(who, id)).rejects.toMatchObject(notFound);
      await expect(readReport(who, id)).rejects.toMatchObject(notFound);
      await expect(downloadReport(who, id)).rejects.toMatchObject(notFound);
      await expect(refreshReport(who, id)).rejects.toMatchObject(notFound);
      await expect(copyReport(who, id, 'a-lender')).rejects.toMatchObject(notFound);
      await expect(removeReport(who, id)).rejects.toMatchObject(notFound);
    }
  });
});

describe('when a bank or Plaid does not answer', () => {
  it('the bank is left out by name', async () => {
    const other = await linkItem(ana, { institutionId: 'ins_109509', alsoProducts: ['assets'] });
    await refreshItem(other.householdId, other.itemId);
    const whole = await makeReport([item.itemId, other.itemId], 30);
    expect(await readReport(ana, whole.id)).toMatchObject({ warnings: [] });
    await breakLogin(other);
    const { id } = await refreshReport(ana, whole.id);
    expect(await waitFor(id)).toMatchObject({ state: 'ready' });
    const { banks, warnings } = await readReport(ana, id);
    expect(banks).toHaveLength(1);
    expect(warnings).toEqual([expect.stringMatching(/^.+ could not be read and is not in it\./)]);
  });

  it('a bank that wants something says so, and nothing is kept', async () => {
    await breakLogin(item);
    await expect(createReport(ana, { itemIds: [item.itemId], days: 30 })).rejects.toMatchObject({
      code: 'item_needs_you',
    });
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['INSTITUTION_ERROR', 'INSTITUTION_DOWN', 'plaid_unavailable'],
    ['INVALID_REQUEST', 'INVALID_PRODUCT', 'plaid_error'],
  ])('%s %s is %s', async (errorType, errorCode, code) => {
    await control('/faults', { path: '/asset_report/create', times: 1, errorType, errorCode });
    await expect(createReport(ana, { itemIds: [item.itemId], days: 30 })).rejects.toMatchObject({
      code,
    });
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['breaks', { errorType: 'API_ERROR', errorCode: 'INTERNAL_SERVER_ERROR' }],
    ['loses its answer', { mode: 'lost_reply' }],
  ])('one may be there where Plaid %s, which is told', async (_, wrong) => {
    await control('/faults', { path: '/asset_report/create', times: 1, ...wrong });
    await expect(createReport(ana, { itemIds: [item.itemId], days: 30 })).rejects.toMatchObject({
      code: 'plaid_unavailable',
    });
    const { items } = await listReports(ana);
    expect(items).toMatchObject([
      { state: 'failed', text: expect.stringContaining('may have made one') },
    ]);
    await removeReport(ana, items[0]?.id ?? '');
    await finishReportRemoval(refOf(items[0]?.id ?? ''));
    expect(await kept()).toEqual([]);
  });

  it('it is looked for again at growing distances, and given up after a day', async () => {
    const { id } = await createReport(ana, { itemIds: [item.itemId], days: 30 });
    const fault = { path: '/asset_report/get', times: 3, errorType: 'API_ERROR' };
    await control('/faults', { ...fault, errorCode: 'INTERNAL_SERVER_ERROR' });
    await pollReport(refOf(id));
    await pollReport(refOf(id));
    const { polls, pollAt } = await db().assetReport.findFirstOrThrow({ where: { id } });
    expect(polls).toBe(2);
    expect(pollAt?.getTime()).toBeGreaterThan(Date.now() + 5_000);
    expect(await listReportsDue()).toEqual([]);
    await edit(id, { createdAt: new Date(Date.now() - 25 * 3_600_000), pollAt: new Date() });
    expect(await listReportsDue()).toContainEqual(refOf(id));
    await pollReport(refOf(id));
    expect(await getReport(ana, id)).toMatchObject({ state: 'failed' });
    expect((await edit(id, {})).errorCode).toBe(neverReady);
  });

  it('one whose answer was lost is told of, and one that Plaid cannot show later says so', async () => {
    const { id } = await makeReport();
    await control('/faults', {
      path: '/asset_report/get',
      times: 1,
      errorType: 'API_ERROR',
      errorCode: 'INTERNAL_SERVER_ERROR',
    });
    await expect(readReport(ana, id)).rejects.toMatchObject({ code: 'plaid_unavailable' });
    const tokenless = { state: 'waiting', tokenSealed: null } as const;
    await edit(id, { ...tokenless, createdAt: new Date(Date.now() - 6 * 60_000) });
    await endOverdueReports();
    expect(await edit(id, {})).toMatchObject({ state: 'failed', errorCode: neverAnswered });
  });
});

describe('a copy for an auditor', () => {
  const path = '/asset_report/audit_copy/create';

  it('is written down before Plaid is asked, so that no end of this process hides it', async () => {
    const { id } = await makeReport();
    await control('/faults', { path, times: 1, delayMs: 1_500 });
    const asked = copyReport(ana, id, 'a-lender');
    await expect
      .poll(async () => (await getReport(ana, id)).copies)
      .toMatchObject([{ auditorId: 'a-lender', isUnsure: true }]);
    expect((await asked).copies).toMatchObject([{ isUnsure: false }]);
  });

  it('is not where Plaid refuses', async () => {
    const { id } = await makeReport();
    const refusal = { errorType: 'INVALID_INPUT', errorCode: 'INVALID_FIELD' };
    await control('/faults', { path, times: 1, ...refusal });
    await expect(copyReport(ana, id, 'nobody')).rejects.toMatchObject({ code: 'plaid_error' });
    expect((await getReport(ana, id)).copies).toEqual([]);
  });

  it('is refused of a report that goes meanwhile', async () => {
    const { id } = await makeReport();
    await control('/faults', { path, times: 1, delayMs: 1_500 });
    const asked = copyReport(ana, id, 'a-lender');
    const refused = expect(asked).rejects.toMatchObject(notFound);
    await expect.poll(async () => (await getReport(ana, id)).copies).toHaveLength(1);
    await db().assetReportCopy.deleteMany({ where: { householdId: ana.householdId } });
    await refused;
  });
});

describe('the end of a report', () => {
  it('is Plaid’s, too, with what others could read of it', async () => {
    const { id } = await makeReport();
    const before = await countCopyRemovals();
    const { copies } = await copyReport(ana, id, 'a-lender');
    expect(copies).toMatchObject([{ auditorId: 'a-lender' }]);
    await copyReport(ana, id, 'another');
    const [copy] = copies;
    const left = await takeCopyBack(ana, { reportId: id, copyId: copy?.id ?? '' });
    expect(left.copies).toMatchObject([{ auditorId: 'another' }]);
    await removeReport(ana, id);
    expect(await getReport(ana, id)).toMatchObject({ state: 'removing' });
    await expect(readReport(ana, id)).rejects.toMatchObject(notFound);
    expect(await listReportRemovals()).toContainEqual(refOf(id));
    await control('/faults', { path: '/asset_report/remove', times: 1, mode: 'reset' });
    await expect(finishReportRemoval(refOf(id))).rejects.toThrow();
    expect(await kept()).toHaveLength(1);
    await finishReportRemoval(refOf(id));
    expect(await kept()).toEqual([]);
    expect(await db().assetReportCopy.count({ where: { householdId: ana.householdId } })).toBe(0);
    await expect(getReport(ana, id)).rejects.toMatchObject(notFound);
    expect(await countCopyRemovals()).toBe(before + 3);
  });

  it.each([
    ['breaks', { errorType: 'API_ERROR', errorCode: 'INTERNAL_SERVER_ERROR' }],
    ['loses its answer', { mode: 'lost_reply' }],
  ])('ends a copy that may be there where Plaid %s', async (_, wrong) => {
    const { id } = await makeReport();
    await control('/faults', { path: '/asset_report/audit_copy/create', times: 1, ...wrong });
    await expect(copyReport(ana, id, 'a-lender')).rejects.toMatchObject({
      code: 'plaid_unavailable',
      message: expect.stringContaining('Removing the report'),
    });
    const { copies } = await getReport(ana, id);
    expect(copies).toMatchObject([{ auditorId: 'a-lender', isUnsure: true }]);
    const ref = { reportId: id, copyId: copies[0]?.id ?? '' };
    await expect(takeCopyBack(ana, ref)).rejects.toMatchObject({ code: 'household_refused' });
    await removeReport(ana, id);
    await finishReportRemoval(refOf(id));
    await expect(getReport(ana, id)).rejects.toMatchObject(notFound);
  });

  it('comes by itself, and with the membership', async () => {
    const [old, young] = [await makeReport(), await makeReport()];
    await edit(old.id, { expiresAt: new Date() });
    await endOverdueReports();
    expect(await listReportRemovals()).toEqual([refOf(old.id)]);
    const { householdId, memberId } = ana;
    const ending = { householdIds: [], itemIds: [young.id] };
    await db().$transaction((tx) =>
      departMember(tx, { householdId, memberId, name: 'Ana' }, 'delete'),
    );
    expect(await countAccesses(db(), ending)).toBe(1);
    for (const ref of await listReportRemovals()) await finishReportRemoval(ref);
    expect(await kept()).toEqual([]);
    expect(await countAccesses(db(), ending)).toBe(0);
  });
});

async function countCopyRemovals(): Promise<number> {
  const { requests } = await control<{ requests: { path: string }[] }>('/requests');
  return requests.filter(({ path }) => path === '/asset_report/audit_copy/remove').length;
}

async function breakLogin({ householdId, itemId }: LinkedItem): Promise<void> {
  const access_token = await readAccessToken(householdId, itemId);
  await sandboxClient().sandboxItemResetLogin({ access_token });
}
