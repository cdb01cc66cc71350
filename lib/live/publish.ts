import 'server-only';
import type { Tx } from '#lib/db/client';
import { listMembersSeeing, type Viewer } from '#lib/privacy/viewer';
import type { LiveTopic } from './contract.ts';

/** PostgreSQL's notification channel, shared by all processes of the installation. */
export const liveChannel = 'plumbline_live';

/**
 * Tells the open pages of the household what changed, once the transaction commits.
 *
 * @param itemId  the connection it is about, as long as it is there: whoever does not know of it
 *   hears nothing
 */
export async function publish(
  tx: Tx,
  householdId: string,
  topics: LiveTopic[],
  itemId: string | null = null,
): Promise<void> {
  const members = itemId ? await listMembersSeeing(tx, { householdId, itemId }) : null;
  await notifyPages(tx, { householdId, topics, members });
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

async function notifyPages(tx: Tx, message: Message): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${liveChannel}, ${JSON.stringify(message)})`;
}

/** Has every open page of the person ask whether its session is still there, once this commits. */
export async function publishSessionsEnded(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${liveChannel}, ${JSON.stringify({ userId })})`;
}
