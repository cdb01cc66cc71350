import { describe, expect, it } from 'vitest';
import { listAudit } from '#lib/audit/queries';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import {
  createHousehold,
  createLinkedHousehold,
  linkItem,
  type TestHousehold,
} from '#lib/testing/household';
import { createFeed, deleteFeed } from './mutations.ts';
import { getCalendar, readFeed } from './queries.ts';

const hour = 3_600_000;

async function createConnection() {
  const { owner, item } = await createLinkedHousehold();
  const where = { householdId_id: { householdId: item.householdId, id: item.itemId } };
  return { owner, item, update: (data: object) => db().item.update({ where, data }) };
}

/** The token of an address, as the route takes it apart. */
function tokenOf(address: string): string {
  return /\/([\w-]{43})\.ics$/.exec(address)?.[1] ?? '';
}

/** What a calendar says in words: its times and ids may hold any digits. */
function wordsOf(calendar: string): string {
  const lines = calendar.replaceAll('\r\n ', '').split('\r\n');
  return lines.filter((line) => /^(SUMMARY|DESCRIPTION|X-WR-CALNAME):/.test(line)).join('\n');
}

describe('the feed', () => {
  it('holds the day on which access ends, and neither balances nor accounts', async () => {
    const { owner, update } = await createConnection();
    await update({ consentExpiresAt: new Date('2031-05-06T10:00:00Z') });
    const { address } = await createFeed(owner);
    expect(address).toContain(`/api/calendar/${owner.householdId}/`);
    const text = await readFeed(owner.householdId, tokenOf(address));
    expect(text).toContain('DTSTART;VALUE=DATE:20310506');
    expect(text).toContain('SUMMARY:First Platypus Bank: access ends');
    const accounts = await db().account.findMany({ where: { householdId: owner.householdId } });
    expect(accounts.length).toBeGreaterThan(0);
    const words = wordsOf(text ?? '');
    expect(words).toContain('access ends');
    for (const { name, mask, currentMinor } of accounts) {
      if (name) expect(words).not.toContain(name);
      if (mask) expect(words).not.toContain(mask);
      if (currentMinor) expect(words).not.toContain(String(Number(currentMinor) / 100));
    }
    expect((await getCalendar(owner)).feed?.readAt).not.toBeNull();
  });

  it('answers at its latest address alone, and at none once it is stopped', async () => {
    const owner = await createHousehold();
    const { householdId } = owner;
    const first = tokenOf((await createFeed(owner)).address);
    const second = tokenOf((await createFeed(owner)).address);
    expect(await readFeed(householdId, first)).toBeNull();
    expect(await readFeed(householdId, second)).toContain('BEGIN:VCALENDAR');
    const { items } = await listAudit({ ...owner, operator: false }, { topic: 'data', limit: 5 });
    expect(items.map(({ kind }) => kind)).toEqual(['calendar_shared', 'calendar_shared']);
    await deleteFeed(owner);
    expect(await readFeed(householdId, second)).toBeNull();
  });

  it('opens no other household’s, and is not touched by another member', async () => {
    const owner = await createHousehold();
    const stranger = await createHousehold();
    const token = tokenOf((await createFeed(owner)).address);
    expect(await readFeed(stranger.householdId, token)).toBeNull();
    await deleteFeed(stranger);
    await deleteFeed({ ...owner, memberId: stranger.memberId });
    expect(await readFeed(owner.householdId, token)).not.toBeNull();
    expect((await getCalendar(stranger)).feed).toBeNull();
  });

  it('is stored without the token', async () => {
    const owner = await createHousehold();
    const token = tokenOf((await createFeed(owner)).address);
    const [row] = await db().$queryRaw<{ text: string }[]>`
      SELECT row_to_json(f)::text AS "text" FROM "CalendarFeed" f
      WHERE "householdId" = ${owner.householdId}::uuid`;
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(row?.text).not.toContain(token);
    expect(row?.text).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
  });
});

describe('the outlook', () => {
  it('reads what is usual from the connection’s own syncs and webhooks, since its history came', async () => {
    const { owner, item, update } = await createConnection();
    const now = Date.now();
    await update({ historyCompleteAt: new Date(now - 100 * hour) });
    await db().syncRun.updateMany({
      where: { itemId: item.itemId },
      data: { startedAt: new Date(now - 200 * hour) },
    });
    const only = async () => (await getCalendar(owner)).items[0]?.rhythm;
    expect((await only())?.usualGapMs).toBeNull();
    for (const hoursAgo of [40, 30]) await addRun(owner, item.itemId, now - hoursAgo * hour);
    for (const hoursAgo of [40.1, 20, 10])
      await addWebhook(item.plaidItemId, now - hoursAgo * hour);
    await addWebhook('another-item', now - hour);
    const rhythm = await only();
    expect(Math.round((rhythm?.usualGapMs ?? 0) / hour)).toBe(10);
    expect(Math.abs(Date.parse(rhythm?.nextAt ?? '') - now)).toBeLessThan(hour);
  });

  it('leaves out connections that are leaving, and puts first what ends first', async () => {
    const { owner, update } = await createConnection();
    const later = await linkItem(owner);
    await update({ consentExpiresAt: new Date('2031-05-06T10:00:00Z') });
    const ids = async () => (await getCalendar(owner)).items.map(({ itemId }) => itemId);
    expect((await ids()).at(-1)).toBe(later.itemId);
    await update({ removeRequestedAt: new Date() });
    expect(await ids()).toEqual([later.itemId]);
    expect((await getCalendar(await createHousehold())).items).toEqual([]);
  });
});

function addRun({ householdId }: TestHousehold, itemId: string, at: number) {
  return db().syncRun.create({
    data: {
      householdId,
      id: newId(),
      itemId,
      trigger: 'webhook',
      startedAt: new Date(at),
      outcome: 'committed',
    },
  });
}

function addWebhook(plaidItemId: string, at: number) {
  return db().webhookLog.create({
    data: {
      id: newId(),
      plaidItemId,
      webhookType: 'TRANSACTIONS',
      webhookCode: 'SYNC_UPDATES_AVAILABLE',
      body: {},
      bodyHash: new Uint8Array(Buffer.from(newId())),
      keyId: 'test',
      issuedAt: new Date(at),
      receivedAt: new Date(at),
    },
  });
}
