import 'server-only';
import type { Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { keptPlan } from '#lib/db/kept-plan';
import { enqueueDelivery } from './enqueue-delivery.ts';
import type { EventType } from './events.ts';
import type { Payload } from './payloads.ts';

/**
 * An event, and who may hear of it: members by name, or whoever sees the accounts or the connection that
 * it is about. Null: it is the household's.
 */
export type Noted = {
  [Type in EventType]: { type: Type; data: Payload<Type>; about: About };
}[EventType];

type About = null | { members: readonly string[] } | SeenRows;

/**
 * Whoever sees one of the accounts, with its transactions or the balance alone: of this connection, of these
 * accounts, of these rows or of what they are the other end of; of several of these, what is in all.
 */
type SeenRows = {
  itemId?: string | null;
  accountIds?: readonly string[];
  transactionIds?: readonly string[];
  least: 'full' | 'balance';
};

type Endpoint = { id: string; memberId: string; events: string[] };

/**
 * Writes events down for every address in the household that is to be told of them, in the caller's
 * transaction: there is no event without the commit that it tells of, and no such commit without its event.
 * Who may hear of it is decided here and now.
 */
export async function noteEvents(
  tx: Tx,
  householdId: string,
  events: readonly Noted[],
): Promise<void> {
  if (events.length === 0) return;
  const types = events.map(({ type }) => type);
  // Held, so that none goes before its events are written.
  const endpoints = await tx.$queryRaw<Endpoint[]>`
    ${keptPlan} SELECT "id", "memberId", "events" FROM "WebhookEndpoint"
    WHERE "householdId" = ${householdId}::uuid AND "state" = 'on' AND "events" && ${types}::text[]
    FOR KEY SHARE`;
  if (endpoints.length === 0) return;
  const told = new Set<string>();
  for (const event of events) {
    const wanting = endpoints.filter((each) => each.events.includes(event.type));
    const hearers = await listHearers(tx, householdId, wanting, event.about);
    if (hearers.length === 0) continue;
    const { type, data } = event;
    await tx.webhookDelivery.createMany({
      data: hearers.map(({ id: endpointId }) => ({
        householdId,
        id: newId(),
        endpointId,
        type,
        data,
      })),
    });
    for (const { id } of hearers) told.add(id);
  }
  for (const endpointId of told) await enqueueDelivery(tx, { householdId, endpointId });
}

async function listHearers(
  tx: Tx,
  householdId: string,
  endpoints: Endpoint[],
  about: About,
): Promise<Endpoint[]> {
  if (about === null || endpoints.length === 0) return endpoints;
  const members =
    'members' in about ? about.members : await listMembersSeeing(tx, householdId, about);
  return endpoints.filter(({ memberId }) => members.includes(memberId));
}

async function listMembersSeeing(
  tx: Tx,
  householdId: string,
  { itemId, accountIds, transactionIds, least }: SeenRows,
): Promise<string[]> {
  const ids = transactionIds ?? [];
  const rows = await tx.$queryRaw<{ memberId: string }[]>`
    SELECT DISTINCT s."memberId" FROM "SeenAccount" s
    WHERE s."householdId" = ${householdId}::uuid AND s."sight" <= ${least}::"Sight"
      AND (${itemId ?? null}::uuid IS NULL OR s."itemId" = ${itemId ?? null}::uuid)
      AND (${accountIds ?? null}::uuid[] IS NULL OR s."accountId" = ANY(${accountIds ?? null}::uuid[]))
      AND (${transactionIds === undefined} OR s."accountId" IN (
        SELECT t."accountId" FROM "Transaction" t
        WHERE t."householdId" = ${householdId}::uuid AND t."id" IN (
          SELECT unnest(${ids}::uuid[])
          UNION ALL SELECT x."inId" FROM "Transfer" x
            WHERE x."householdId" = ${householdId}::uuid AND x."outId" = ANY(${ids}::uuid[])
          UNION ALL SELECT x."outId" FROM "Transfer" x
            WHERE x."householdId" = ${householdId}::uuid AND x."inId" = ANY(${ids}::uuid[]))))`;
  return rows.map(({ memberId }) => memberId);
}
