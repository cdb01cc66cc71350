import 'server-only';
import type { Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { toJsonParameter } from '#lib/db/json-parameter';
import { type OpenTransfer, type Planned, planTransfers } from './plan-transfers.ts';
import { readExchanges, readPairs } from './read-pairs.ts';

/**
 * Settles which rows are the two ends of one transfer: those of these rows and of all that share a size with
 * one of them, or of all the household's. What a person decided stands; all else is made anew from the rows, and only
 * what differs is written. The caller has locked sorting, so that it is alone.
 *
 * @returns whether anything is another than it was
 */
export async function settleTransfers(
  tx: Tx,
  householdId: string,
  transactionIds: readonly string[] | null,
): Promise<boolean> {
  if (transactionIds?.length === 0) return false;
  const loosened = await loosenBroken(tx, householdId, transactionIds);
  const same = await readPairs(tx, householdId, transactionIds);
  const exchanges = await readExchanges(tx, householdId);
  const ends = [...same, ...exchanges].flatMap(({ out, in: into }) => [out.id, into.id]);
  const open = await readOpen(tx, householdId, ends);
  const plan = planTransfers(same, exchanges, open);
  const scope = transactionIds && [
    ...new Set([...transactionIds, ...same.flatMap((each) => [each.out.id, each.in.id])]),
  ];
  const existing = await readExisting(tx, householdId, scope);
  const written = await write(tx, householdId, existing, plan.pairs);
  for (const { openId, inId, confidence, reasons } of plan.arrivals) {
    await tx.transfer.update({
      where: { householdId_id: { householdId, id: openId } },
      data: { inId, towardsId: null, confidence, reasons },
    });
  }
  return loosened > 0 || written > 0 || plan.arrivals.length > 0;
}

/**
 * What a person confirmed is asked again where the bank changed one of two equal amounts or withdrew an end,
 * or where an end turned out to be a duplicate.
 */
function loosenBroken(
  tx: Tx,
  householdId: string,
  transactionIds: readonly string[] | null,
): Promise<number> {
  return tx.$executeRaw`
    UPDATE "Transfer" x SET "state" = 'suggested', "decidedAt" = NULL,
      "reasons" = array_append(array_remove(array_remove(x."reasons", 'changed'), 'same_amount'), 'changed')
    FROM "Transaction" o, "Transaction" i
    WHERE x."householdId" = ${householdId}::uuid AND x."state" = 'confirmed' AND x."byPerson"
      AND (${transactionIds}::uuid[] IS NULL OR x."outId" = ANY(${transactionIds}::uuid[])
        OR x."inId" = ANY(${transactionIds}::uuid[]))
      AND o."householdId" = x."householdId" AND o."id" = x."outId"
      AND i."householdId" = x."householdId" AND i."id" = x."inId"
      AND (COALESCE(o."duplicateOfId", i."duplicateOfId") IS NOT NULL
        OR (o."removedAt" IS NOT NULL AND o."keptAt" IS NULL)
        OR (i."removedAt" IS NOT NULL AND i."keptAt" IS NULL)
        OR ('same_amount' = ANY(x."reasons") AND o."amountMinor" <> -i."amountMinor"))`;
}

function readOpen(tx: Tx, householdId: string, outIds: string[]): Promise<OpenTransfer[]> {
  return tx.$queryRaw<OpenTransfer[]>`
    SELECT "id", "outId", "towardsId" FROM "Transfer"
    WHERE "householdId" = ${householdId}::uuid AND "outId" = ANY(${outIds}::uuid[])
      AND "inId" IS NULL AND "state" = 'confirmed' AND "byPerson"`;
}

type Existing = Planned & { id: string };

/** What was made without a person, of the rows in question; of two currencies always all. */
function readExisting(
  tx: Tx,
  householdId: string,
  scope: readonly string[] | null,
): Promise<Existing[]> {
  return tx.$queryRaw<Existing[]>`
    SELECT x."id", x."outId", x."inId", x."state"::text AS "state", x."confidence", x."reasons"
    FROM "Transfer" x
    WHERE x."householdId" = ${householdId}::uuid AND NOT x."byPerson" AND x."state" <> 'rejected'
      AND x."inId" IS NOT NULL AND x."outId" IS NOT NULL
      AND (${scope}::uuid[] IS NULL OR 'exchanged' = ANY(x."reasons")
        OR x."outId" = ANY(${scope}::uuid[]) OR x."inId" = ANY(${scope}::uuid[]))`;
}

/** @returns how many it wrote */
async function write(
  tx: Tx,
  householdId: string,
  existing: Existing[],
  planned: Planned[],
): Promise<number> {
  const keyOf = ({ outId, inId }: Planned) => `${outId} ${inId}`;
  const former = new Map(existing.map((each) => [keyOf(each), each]));
  const wanted = new Set(planned.map(keyOf));
  const gone = existing.filter((each) => !wanted.has(keyOf(each))).map(({ id }) => id);
  const changed = planned.filter((each) => !isEqual(each, former.get(keyOf(each))));
  if (gone.length > 0) await tx.transfer.deleteMany({ where: { householdId, id: { in: gone } } });
  if (changed.length > 0) await put(tx, householdId, changed);
  return gone.length + changed.length;
}

function isEqual(planned: Planned, former: Planned | undefined): boolean {
  return (
    former !== undefined &&
    former.state === planned.state &&
    former.confidence === planned.confidence &&
    String(former.reasons) === String(planned.reasons)
  );
}

/** A pair that a person had confirmed, and that is asked again, waits for their word. */
async function put(tx: Tx, householdId: string, planned: Planned[]): Promise<void> {
  const rows = planned.map((each) => ({ ...each, id: newId() }));
  await tx.$executeRaw`
    INSERT INTO "Transfer" ("householdId", "id", "outId", "inId", "state", "confidence", "reasons",
      "decidedAt")
    SELECT ${householdId}::uuid, r."id", r."outId", r."inId", r."state"::"TransferState",
      r."confidence", ARRAY(SELECT jsonb_array_elements_text(r."reasons")),
      CASE WHEN r."state" = 'confirmed' THEN now() END
    FROM jsonb_to_recordset(${toJsonParameter(rows)}::jsonb) AS r("id" uuid, "outId" uuid,
      "inId" uuid, "state" text, "confidence" int, "reasons" jsonb)
    ON CONFLICT ("householdId", "outId", "inId") DO UPDATE SET "state" = EXCLUDED."state",
      "confidence" = EXCLUDED."confidence", "reasons" = EXCLUDED."reasons",
      "decidedAt" = EXCLUDED."decidedAt"
    WHERE NOT "Transfer"."byPerson" AND "Transfer"."state" <> 'rejected'`;
}
