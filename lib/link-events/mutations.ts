import 'server-only';
import { db } from '#lib/db/client';
import type { RecordLinkEventsInput } from './contract.ts';

/** A passage through Link has about thirty; this is a household's last hundred and more. */
const keptPerHousehold = 5_000;
const retentionDays = 90;

/** Keeps what happened in Link. One household's flood pushes out its own oldest, nobody else's. */
export async function recordLinkEvents(
  householdId: string,
  { events }: RecordLinkEventsInput,
): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.linkEvent.createMany({
      data: events.map((event) => ({ ...event, householdId })),
      skipDuplicates: true,
    });
    await tx.$executeRaw`
      DELETE FROM "LinkEvent" WHERE "householdId" = ${householdId}::uuid AND "receivedAt" < (
        SELECT "receivedAt" FROM "LinkEvent" WHERE "householdId" = ${householdId}::uuid
        ORDER BY "receivedAt" DESC OFFSET ${keptPerHousehold} - 1 LIMIT 1)`;
  });
}

/** Returns how many there were. */
export function deleteOldLinkEvents(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM "LinkEvent" WHERE "receivedAt" < now() - make_interval(days => ${retentionDays})`;
}
