import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';

type Which = 'all' | { only: string } | { except: string };

/** Whoever is signed out is told nothing more there: forgets the devices of a person's sessions, with these. */
export async function forgetPushDevices(
  tx: Pick<Tx, '$executeRaw'>,
  userId: string,
  which: Which,
): Promise<void> {
  const those =
    which === 'all'
      ? Prisma.sql`true`
      : 'only' in which
        ? Prisma.sql`d."sessionId" = ${which.only}::uuid`
        : Prisma.sql`d."sessionId" <> ${which.except}::uuid`;
  await tx.$executeRaw`
    DELETE FROM "PushDevice" d USING "Member" m
    WHERE m."householdId" = d."householdId" AND m."id" = d."memberId"
      AND m."userId" = ${userId}::uuid AND ${those}`;
}
