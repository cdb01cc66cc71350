import 'server-only';
import type { Tx } from '#lib/db/client';
import type { LiveTopic } from './contract.ts';

/** PostgreSQL's notification channel, shared by all processes of the installation. */
export const liveChannel = 'plumbline_live';

/** Tells every open page of the household what changed, once the transaction commits. */
export async function publish(tx: Tx, householdId: string, topics: LiveTopic[]): Promise<void> {
  const message = JSON.stringify({ householdId, topics });
  await tx.$executeRaw`SELECT pg_notify(${liveChannel}, ${message})`;
}

/** Has every open page of the person ask whether its session is still there, once this commits. */
export async function publishSessionsEnded(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${liveChannel}, ${JSON.stringify({ userId })})`;
}
