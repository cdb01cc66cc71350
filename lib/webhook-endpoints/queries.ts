import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/privacy/viewer';
import {
  type DeliveryError,
  deliveryErrors,
  type OffReason,
  type WebhookDeliveryListDto,
  type WebhookEndpointDto,
  type WebhookEndpointListDto,
} from './contract.ts';
import { knownEvents } from './events.ts';
import { endpointLimit, listedDeliveries } from './limits.ts';

const columns = {
  id: true,
  name: true,
  url: true,
  events: true,
  state: true,
  offReason: true,
  nextTryAt: true,
  previousUntil: true,
  createdAt: true,
} as const;

/** The member's own, the latest first; nobody else's. */
export async function listEndpoints({
  householdId,
  memberId,
}: Viewer): Promise<WebhookEndpointListDto> {
  const rows = await db().webhookEndpoint.findMany({
    where: { householdId, memberId },
    select: columns,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: endpointLimit,
  });
  const ids = rows.map(({ id }) => id);
  const countOf = await countDeliveries(db(), householdId, ids);
  return { items: rows.map((row) => toEndpointDto(row, countOf(row.id))), nextCursor: null };
}

/** @throws AppError not_found */
export async function getEndpoint(
  { householdId, memberId }: Viewer,
  id: string,
  client: Pick<Tx, 'webhookEndpoint' | '$queryRaw'> = db(),
): Promise<WebhookEndpointDto> {
  const row = await client.webhookEndpoint.findFirst({
    where: { householdId, memberId, id },
    select: columns,
  });
  if (!row) throw new AppError('not_found', 'There is no such webhook.');
  const countOf = await countDeliveries(client, householdId, [id]);
  return toEndpointDto(row, countOf(id));
}

/** What was sent lately, the newest first. @throws AppError not_found */
export async function listDeliveries(viewer: Viewer, id: string): Promise<WebhookDeliveryListDto> {
  const { householdId } = viewer;
  await getEndpoint(viewer, id);
  const rows = await db().webhookDelivery.findMany({
    where: { householdId, endpointId: id },
    select: {
      id: true,
      type: true,
      state: true,
      merged: true,
      attempts: true,
      status: true,
      error: true,
      excerpt: true,
      durationMs: true,
      createdAt: true,
      triedAt: true,
    },
    orderBy: { id: 'desc' },
    take: listedDeliveries,
  });
  const items = rows.map(({ error, createdAt, triedAt, ...row }) => ({
    ...row,
    error: knownError(error),
    createdAt: createdAt.toISOString(),
    triedAt: triedAt?.toISOString() ?? null,
  }));
  return { items, nextCursor: null };
}

function knownError(error: string | null): DeliveryError | null {
  return deliveryErrors.find((each) => each === error) ?? null;
}

type Counts = { id: string; waiting: number; lastTriedAt: Date | null };

/** One look at the few that wait and at the last that was tried, for each. */
async function countDeliveries(
  client: Pick<Tx, '$queryRaw'>,
  householdId: string,
  ids: readonly string[],
): Promise<(id: string) => Counts | undefined> {
  if (ids.length === 0) return () => undefined;
  const rows = await client.$queryRaw<Counts[]>`
    SELECT e."id",
      (SELECT count(*)::int FROM (
        SELECT FROM "WebhookDelivery" d WHERE d."householdId" = e."householdId"
          AND d."endpointId" = e."id" AND d."state" = 'waiting' LIMIT 100) w) AS "waiting",
      (SELECT max(d."triedAt") FROM "WebhookDelivery" d
        WHERE d."householdId" = e."householdId" AND d."endpointId" = e."id") AS "lastTriedAt"
    FROM "WebhookEndpoint" e
    WHERE e."householdId" = ${householdId}::uuid AND e."id" = ANY(${ids}::uuid[])`;
  return (id) => rows.find((row) => row.id === id);
}

type Row = {
  id: string;
  name: string;
  url: string;
  events: string[];
  state: WebhookEndpointDto['state'];
  offReason: string | null;
  nextTryAt: Date;
  previousUntil: Date | null;
  createdAt: Date;
};

function toEndpointDto(row: Row, counts: Counts | undefined): WebhookEndpointDto {
  const { nextTryAt, previousUntil, createdAt, offReason, events, ...rest } = row;
  const isLater = (at: Date | null) => at !== null && at.getTime() > Date.now();
  const waiting = counts?.waiting ?? 0;
  const isPutOff = row.state === 'on' && waiting > 0 && isLater(nextTryAt);
  return {
    ...rest,
    events: knownEvents(events),
    offReason: offReasons.find((each) => each === offReason) ?? null,
    waiting,
    nextTryAt: isPutOff ? nextTryAt.toISOString() : null,
    previousUntil: isLater(previousUntil) ? (previousUntil?.toISOString() ?? null) : null,
    createdAt: createdAt.toISOString(),
    lastTriedAt: counts?.lastTriedAt?.toISOString() ?? null,
  };
}

const offReasons: readonly OffReason[] = ['failing', 'gone', 'password', 'restored'];
