import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { log } from '#lib/log';

/** An exchange takes half of it at most. */
const claimSeconds = 60;
const attempts = 60;
const betweenMs = 250;

/** The right to link one bank, for one passage through Link. */
export type BankClaim = { householdId: string; institutionId: string; id: string };

/**
 * Runs something while nobody else of the household links the same bank. A row that runs out by
 * itself, and no lock: a connection of the database must not wait for Plaid.
 *
 * @param run  must end the claim in the transaction that stores the Item
 * @throws AppError unavailable when another passage does not end within fifteen seconds
 */
export async function whileBankIsClaimed<Result>(
  householdId: string,
  institutionId: string,
  run: (claim: BankClaim) => Promise<Result>,
): Promise<Result> {
  const claim = { householdId, institutionId, id: newId() };
  await takeClaim(claim);
  try {
    return await run(claim);
  } finally {
    await endClaim(db(), claim).catch((error: unknown) => {
      log.warn({ error }, 'a claim to link a bank was left to run out');
    });
  }
}

/** False when it ran out, and perhaps another's has taken its place. */
export async function endClaim(
  tx: Pick<Tx, 'linkClaim'>,
  { householdId, institutionId, id }: BankClaim,
): Promise<boolean> {
  const { count } = await tx.linkClaim.deleteMany({ where: { householdId, institutionId, id } });
  return count === 1;
}

/** Deletes what killed processes left behind; returns how many. */
export async function deleteEndedClaims(): Promise<number> {
  const { count } = await db().linkClaim.deleteMany({ where: { until: { lt: new Date() } } });
  return count;
}

async function takeClaim({ householdId, institutionId, id }: BankClaim): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const taken = await db().$executeRaw`
      INSERT INTO "LinkClaim" AS c ("householdId", "institutionId", "id", "until")
      VALUES (${householdId}::uuid, ${institutionId}, ${id}::uuid,
        now() + make_interval(secs => ${claimSeconds}))
      ON CONFLICT ("householdId", "institutionId") DO UPDATE SET
        "id" = EXCLUDED."id", "until" = EXCLUDED."until"
      WHERE c."until" < now()`;
    if (taken > 0) return;
    await pause(betweenMs);
  }
  throw new AppError(
    'unavailable',
    'Somebody of your household is linking this bank right now. Nothing was linked here; look at your connections, and link it again in a minute if it is not among them.',
    { retryAfterSeconds: claimSeconds },
  );
}
