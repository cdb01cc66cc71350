import 'server-only';
import { db, Prisma } from '#lib/db/client';
import { classifyError, whoActs } from '#lib/plaid/error-table';
import type { ConnectionState } from './contract.ts';

/** Nothing may fail in silence for longer. */
const lateHours = 24;
/** Plaid has some two hundred codes; what is beyond is counted with the last. */
const groupLimit = 1_000;

/** SQL: of Item i, as long as there is a token: what its columns alone say of its state. */
export const plainState = Prisma.sql`CASE
  WHEN i."removeRequestedAt" IS NOT NULL THEN 'removing'
  WHEN i."stopReason" IS NOT NULL THEN 'stopped'
  WHEN i."errorCode" IS NOT NULL THEN 'error'
  WHEN coalesce(i."lastSyncedAt", i."createdAt") < now() - make_interval(hours => ${lateHours}) THEN 'late'
  WHEN i."doneSeq" < i."requestedSeq" THEN 'syncing'
  ELSE 'current' END`;

type PlainState = Exclude<ConnectionState, 'failing' | 'needs_operator' | 'needs_person'> | 'error';

export type ConnectionGroup = {
  plain: PlainState;
  errorType: string | null;
  errorCode: string | null;
  state: ConnectionState;
  count: number;
  /** When the one that was not synced for longest was. */
  oldestSyncedAt: Date;
};

/** Every connection that something may still be asked for, of all households, by state and error. */
export async function countConnections(): Promise<ConnectionGroup[]> {
  const groups = await db().$queryRaw<Omit<ConnectionGroup, 'state'>[]>`
    SELECT ${plainState} AS "plain",
      CASE WHEN ${plainState} = 'error' THEN i."errorType" END AS "errorType",
      CASE WHEN ${plainState} = 'error' THEN i."errorCode" END AS "errorCode",
      count(*)::int AS "count", min(coalesce(i."lastSyncedAt", i."createdAt")) AS "oldestSyncedAt"
    FROM "Item" i WHERE i."accessTokenSealed" IS NOT NULL
    GROUP BY 1, 2, 3 ORDER BY 4 DESC LIMIT ${groupLimit}`;
  return groups.map((group) => ({ ...group, state: nameState(group) }));
}

/** Whose turn it is decides, as for the person whose connection it is (lib/items/item-state.ts). */
export function nameState({
  plain,
  errorType,
  errorCode,
}: Pick<ConnectionGroup, 'plain' | 'errorType' | 'errorCode'>): ConnectionState {
  if (plain !== 'error') return plain;
  const error = { type: errorType ?? '', code: errorCode ?? '' };
  if (classifyError(error) === 'operator') return 'needs_operator';
  const actor = whoActs(error);
  return actor === 'person' || actor === 'person_at_bank' ? 'needs_person' : 'failing';
}

/** What only we, Plaid or time can bring up to date. */
export function isOurs(state: ConnectionState): boolean {
  return ['needs_operator', 'late', 'failing', 'syncing', 'current'].includes(state);
}
