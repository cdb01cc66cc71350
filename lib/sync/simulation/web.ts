import 'server-only';
import type { ItemRef } from '#lib/sync/ports';
import { type PersonField, personFields } from './memory-rows.ts';
import type { Process } from './process.ts';
import type { Site } from './site.ts';
import { requestSync } from './wake-ups.ts';

export type Webhook = { plaidItemId: string; issuedAtSeconds: number; bodyHash: string };

/**
 * Takes a webhook as receive-webhook.ts does; resolving is the 200. One row for each signed body,
 * but a wake-up for each delivery.
 */
export async function receiveWebhook(site: Site, web: Process, webhook: Webhook): Promise<void> {
  await site.database.transact(web, `keep webhook of ${webhook.plaidItemId}`, () => {
    const item = findByPlaidId(site, webhook.plaidItemId);
    const signedAt = `${webhook.issuedAtSeconds}/${webhook.bodyHash}`;
    site.tables.webhooks.add(signedAt);
    if (item) requestSync(site, item, 'webhook');
  });
}

export function findByPlaidId({ tables }: Site, plaidItemId: string) {
  return [...tables.items.values()].find((item) => item.plaidItemId === plaidItemId);
}

/** One thing a person does on the pages. What fails is told to them; nothing else follows. */
export async function actAsPerson(site: Site, web: Process, ref: ItemRef): Promise<void> {
  const { random, faults } = site.world;
  if (random.chance(faults.disconnect)) return disconnect(site, web, ref);
  if (random.chance(0.1)) return syncNow(site, web, ref);
  if (random.chance(0.3)) return repair(site, web, ref);
  return edit(site, web, ref, random.pick(personFields));
}

async function edit(site: Site, web: Process, ref: ItemRef, field: PersonField): Promise<void> {
  const { world, tables, database, ledger } = site;
  const row = world.random.find(tables.rowsOf(ref.itemId).live);
  if (!row) return;
  const value = world.newId(field);
  await database.transact(web, `set ${field} of ${row.id} to ${value}`, () => {
    const rows = tables.rowsOf(ref.itemId);
    if (rows.edit(row.id, field, value)) ledger.add(ref.itemId, row.id, field, value);
  });
  world.count('edits');
}

async function syncNow(site: Site, web: Process, ref: ItemRef): Promise<void> {
  await site.database.transact(web, `a person syncs ${ref.itemId}`, () =>
    requestSync(site, ref, 'person'),
  );
}

/** Link's update mode: the bank is content again, then markItemRepaired says so here. */
async function repair(site: Site, web: Process, ref: ItemRef): Promise<void> {
  const item = site.tables.find(ref);
  const bank = site.bank.get(item?.accessToken ?? '');
  if (!bank?.needsSignIn) return;
  bank.needsSignIn = false;
  await site.database.transact(web, `repaired ${ref.itemId}`, () => {
    const row = site.tables.find(ref);
    if (row) [row.errorCode, row.failures, row.retryAt] = [null, 0, null];
    requestSync(site, ref, 'repaired');
  });
}

/** disconnect-item.ts */
async function disconnect(site: Site, web: Process, ref: ItemRef): Promise<void> {
  const keepHistory = site.world.random.chance(0.5);
  await site.database.transact(web, `disconnect ${ref.itemId}`, () => {
    const item = site.tables.find(ref);
    if (!item || item.removeRequestedAt !== null) return;
    item.removeRequestedAt = site.world.timeline.now;
    item.keepHistory = keepHistory;
    site.queue.add('remove-item', ref, `remove:${ref.itemId}`);
  });
  site.world.count('disconnects');
}
