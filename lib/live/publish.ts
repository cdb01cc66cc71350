import 'server-only';
import type { Tx } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { listMembersSeeing, type Viewer } from '#lib/privacy/viewer';
import { toShown } from '#lib/versions/shown-topics';
import { type Noted, noteEvents } from '#lib/webhook-endpoints/note-events';
import type { LiveTopic } from './contract.ts';

/** PostgreSQL's notification channel, shared by all processes of the installation. */
export const liveChannel = 'plumbline_live';

/**
 * What a change is about, as far as its caller knows: `itemId`, the connection; the accounts or rows that
 * changed, while they are there. A program of somebody's that sees none of them hears nothing.
 */
export type ChangedRows = {
  itemId?: string | null;
  accountIds?: readonly string[];
  transactionIds?: readonly string[];
  /** Of these rows nothing was written but what people decide: what follows from amounts and days of the bank's stands. */
  decidedAlone?: boolean;
};

/**
 * Tells the open pages of the household what changed, and the addresses of its members that want to
 * know, once the transaction commits; and makes what is kept of its figures (lib/versions) unused. Whatever changes
 * a row that is shown calls it in the same transaction; a sweep finds what does not.
 *
 * @param about  the connection it is about, as long as it is there: whoever does not know of it
 *   hears nothing; or what is known beside it
 */
export async function publish(
  tx: Tx,
  householdId: string,
  topics: LiveTopic[],
  about: string | null | ChangedRows = null,
): Promise<void> {
  const rows = typeof about === 'string' ? { itemId: about } : (about ?? {});
  const { itemId = null, decidedAlone } = rows;
  const members = itemId ? await listMembersSeeing(tx, { householdId, itemId }) : null;
  await notifyPages(tx, { householdId, topics, members }, decidedAlone);
  await noteEvents(tx, householdId, topics.flatMap(toEvent(rows, members)));
}

/**
 * What a sync did to a connection, told at once: pages read all of it again; programs hear of rows only where there
 * are some, and they may see them.
 *
 * @param accountIds  whose rows it changed
 */
export async function publishSync(
  tx: Tx,
  { householdId, itemId }: { householdId: string; itemId: string },
  { runId, accountIds }: { runId: string; accountIds: readonly string[] },
): Promise<void> {
  const members = await listMembersSeeing(tx, { householdId, itemId });
  await notifyPages(tx, { householdId, topics: ['items', 'accounts', 'transactions'], members });
  const standing: LiveTopic[] = ['items', 'accounts'];
  await noteEvents(tx, householdId, [
    ...standing.flatMap(toEvent({ itemId }, members)),
    ...toEvent({ itemId, accountIds }, members)('transactions'),
    { type: 'sync.completed', data: { itemId, runId }, about: { members } },
  ]);
}

/** What a topic is to programs; most are for pages alone. */
function toEvent(rows: ChangedRows, members: string[] | null) {
  const data = { itemId: rows.itemId ?? null };
  const isNarrow = rows.itemId || rows.accountIds || rows.transactionIds;
  const seen = (least: 'full' | 'balance') => (isNarrow ? { ...rows, least } : null);
  return (topic: LiveTopic): Noted[] => {
    switch (topic) {
      case 'transactions':
        return [{ type: 'transactions.changed', data, about: seen('full') }];
      case 'accounts':
        return [{ type: 'accounts.changed', data, about: seen('balance') }];
      case 'items':
        return [{ type: 'connections.changed', data, about: members && { members } }];
      case 'budgets':
        return [{ type: 'budgets.changed', data: {}, about: null }];
      default:
        return [];
    }
  };
}

/** The same for one member alone, of what is theirs alone. */
export async function publishTo(
  tx: Tx,
  { householdId, memberId }: Viewer,
  topics: LiveTopic[],
): Promise<void> {
  await notifyPages(tx, { householdId, topics, members: [memberId] });
}

type Message = { householdId: string; topics: LiveTopic[]; members: string[] | null };

async function notifyPages(tx: Tx, message: Message, decidedAlone = false): Promise<void> {
  const text = JSON.stringify(message);
  const shown = toShown(message.topics, decidedAlone);
  // One statement, as it is on the way of every change.
  await (shown.length > 0
    ? tx.$executeRaw`
        ${keptPlan} WITH noted AS (
          INSERT INTO "ShownChange" ("householdId", "topics")
          SELECT "id", ${shown}::text[] FROM "Household" WHERE "id" = ${message.householdId}::uuid)
        SELECT pg_notify(${liveChannel}, ${text})`
    : tx.$executeRaw`${keptPlan} SELECT pg_notify(${liveChannel}, ${text})`);
}

/** Has every open page of the person ask whether its session is still there, once this commits. */
export async function publishSessionsEnded(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${liveChannel}, ${JSON.stringify({ userId })})`;
}
