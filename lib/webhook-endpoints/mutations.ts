import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import type { Session } from '#lib/auth/sessions';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import type { EndpointPatch, NewEndpointDto, WebhookEndpointDto } from './contract.ts';
import { enqueueDelivery } from './enqueue-delivery.ts';
import { testType } from './events.ts';
import { keptDays, overlapHours } from './limits.ts';
import { getEndpoint } from './queries.ts';
import { makeSecret, openSecret, sealSecret } from './secrets.ts';

type Owner = Pick<Session, 'householdId' | 'memberId' | 'userId'>;

/**
 * Changes what an address is told of, or whether it is told at all. One that begins again is sent what
 * waited for it; what happened while it was paused or off was noted for nobody.
 *
 * @throws AppError not_found
 */
export async function updateEndpoint(
  owner: Owner,
  id: string,
  { name, events, state }: EndpointPatch,
): Promise<WebhookEndpointDto> {
  const { householdId, userId } = owner;
  return db().$transaction(async (tx) => {
    const before = await lockEndpoint(tx, owner, id);
    const begins = state === 'on' && before.state !== 'on';
    const data = { name, events, state, ...(state && { offReason: null }) };
    await tx.webhookEndpoint.update({
      where: { householdId_id: { householdId, id } },
      data: { ...data, ...(begins && { nextTryAt: new Date() }) },
    });
    if (begins) await beginAgain(tx, { householdId, endpointId: id });
    const now = await getEndpoint(owner, id, tx);
    if (now.state !== before.state) {
      const kind = now.state === 'on' ? 'webhook_resumed' : 'webhook_paused';
      await recordAudit(tx, userId, { kind, details: { name: now.name } });
    }
    if (name !== undefined || events !== undefined) {
      const details = { name: now.name, events: now.events };
      await recordAudit(tx, userId, { kind: 'webhook_changed', details });
    }
    return now;
  });
}

type Ref = { householdId: string; endpointId: string };

/** What was given up on the way has all its tries again but the first. */
async function beginAgain(tx: Tx, ref: Ref): Promise<void> {
  await tx.$executeRaw`
    UPDATE "WebhookDelivery" SET "attempts" = LEAST("attempts", 1)
    WHERE "householdId" = ${ref.householdId}::uuid AND "endpointId" = ${ref.endpointId}::uuid
      AND "state" = 'waiting'`;
  await enqueueDelivery(tx, ref);
}

/** Nothing is sent there any more, and what was is forgotten. @throws AppError not_found */
export async function deleteEndpoint(owner: Owner, id: string): Promise<void> {
  const { householdId, memberId, userId } = owner;
  await db().$transaction(async (tx) => {
    const { name } = await lockEndpoint(tx, owner, id);
    await tx.webhookEndpoint.deleteMany({ where: { householdId, memberId, id } });
    await recordAudit(tx, userId, { kind: 'webhook_removed', details: { name } });
  });
}

/**
 * Signs with a new secret from now on. The one before signs beside it for a day, so that the receiver can
 * change over without missing anything; the one before that signs nothing any more.
 *
 * @throws AppError not_found
 */
export async function rollSecret(owner: Owner, id: string): Promise<NewEndpointDto> {
  const { householdId, userId } = owner;
  const secret = makeSecret();
  const place = { householdId, id };
  const endpoint = await db().$transaction(async (tx) => {
    const { name, secretSealed } = await lockEndpoint(tx, owner, id);
    const before = openSecret(secretSealed, place);
    await tx.webhookEndpoint.update({
      where: { householdId_id: place },
      data: {
        secretSealed: sealSecret(secret, place),
        previousSecretSealed: sealSecret(before, place, 'previousSecretSealed'),
        previousUntil: new Date(Date.now() + overlapHours * 3_600_000),
      },
    });
    await recordAudit(tx, userId, { kind: 'webhook_secret_made', details: { name } });
    return getEndpoint(owner, id, tx);
  });
  return { endpoint, secret };
}

/** Sends an event that says nothing. It is tried once. @throws AppError not_found, household_refused */
export async function sendTest(owner: Owner, id: string): Promise<{ id: string }> {
  const { householdId, userId } = owner;
  const deliveryId = newId();
  await db().$transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, owner, id);
    requireRunning(endpoint);
    await tx.webhookDelivery.create({
      data: { householdId, id: deliveryId, endpointId: id, type: testType, data: {} },
    });
    await enqueueDelivery(tx, { householdId, endpointId: id });
    const { name } = endpoint;
    await recordAudit(tx, userId, { kind: 'webhook_tested', details: { name } });
  });
  return { id: deliveryId };
}

/** Sends again what was sent before, under its id. @throws AppError not_found, household_refused */
export async function redeliver(
  owner: Owner,
  id: string,
  deliveryId: string,
): Promise<{ id: string }> {
  const { householdId, userId } = owner;
  await db().$transaction(async (tx) => {
    const endpoint = await lockEndpoint(tx, owner, id);
    const { count } = await tx.webhookDelivery.updateMany({
      where: { householdId, endpointId: id, id: deliveryId, state: { not: 'waiting' } },
      // Not none: nothing that came since is told with it, because its receiver may know its id.
      data: { state: 'waiting', attempts: 1 },
    });
    if (count === 0)
      throw new AppError('not_found', 'This is not there any more, or waits already.');
    requireRunning(endpoint);
    await enqueueDelivery(tx, { householdId, endpointId: id });
    const { name } = endpoint;
    await recordAudit(tx, userId, { kind: 'webhook_redelivered', details: { name } });
  });
  return { id: deliveryId };
}

/**
 * Stops telling every address of a person's, in all their households, with the caller's commit: for when
 * somebody else may have been who named them.
 *
 * @returns how many those were, for the caller to write down
 */
export function stopEndpoints(tx: Pick<Tx, '$executeRaw'>, userId: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE "WebhookEndpoint" e SET "state" = 'off', "offReason" = 'password'
    FROM "Member" m
    WHERE m."userId" = ${userId}::uuid AND e."householdId" = m."householdId"
      AND e."memberId" = m."id" AND e."state" <> 'off'`;
}

/** The same for everybody who has no session. */
export function stopEndpointsOfTheSignedOut(tx: Pick<Tx, '$executeRaw'>): Promise<number> {
  return tx.$executeRaw`
    UPDATE "WebhookEndpoint" e SET "state" = 'off', "offReason" = 'password'
    WHERE e."state" <> 'off' AND NOT EXISTS (SELECT FROM "Session" s
      JOIN "Member" m ON m."userId" = s."userId"
      WHERE m."householdId" = e."householdId" AND m."id" = e."memberId")`;
}

/** Nobody looks at them any more. Returns how many. */
export function deleteOldDeliveries(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM "WebhookDelivery" WHERE "createdAt" < now() - make_interval(days => ${keptDays})`;
}

type Locked = { name: string; state: string; secretSealed: string };

async function lockEndpoint(tx: Tx, { householdId, memberId }: Owner, id: string): Promise<Locked> {
  const [row] = await tx.$queryRaw<Locked[]>`
    SELECT "name", "state"::text AS "state", "secretSealed" FROM "WebhookEndpoint"
    WHERE "householdId" = ${householdId}::uuid AND "memberId" = ${memberId}::uuid
      AND "id" = ${id}::uuid
    FOR NO KEY UPDATE`;
  if (!row) throw new AppError('not_found', 'There is no such webhook.');
  return row;
}

function requireRunning({ state }: Locked): void {
  if (state === 'on') return;
  throw new AppError('household_refused', 'Nothing was sent: switch this webhook on first.');
}
