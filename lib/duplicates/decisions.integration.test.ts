import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { db } from '#lib/db/client';
import { requireEnv } from '#lib/env';
import { checkIntegrity } from '#lib/integrity/check-integrity';
import { createLinkedHousehold, type LinkedItem, syncOnce } from '#lib/testing/household';
import { editTruth } from '#lib/testing/sandbox';
import { changeTransactions } from '#lib/transactions/change-transactions';
import { answerDuplicates, markDuplicates } from './mutations.ts';

const size = 5;
let item: LinkedItem;
/** Rows of one amount, and what the bank calls each now. */
let ids: string[];
let plaidIds: string[];

beforeAll(async () => {
  ({ item } = await createLinkedHousehold());
  const add = Array.from({ length: size }, () => ({ amount: 4.33, name: 'Coffee Corner' }));
  plaidIds = (await editTruth(item.plaidItemId, { add })).added;
  await syncOnce(item);
  const rows = await db().transaction.findMany({
    where: { householdId: item.householdId, plaidTransactionId: { in: plaidIds } },
    select: { id: true, plaidTransactionId: true },
  });
  ids = plaidIds.map((each) => rows.find((row) => row.plaidTransactionId === each)?.id ?? '');
});

type Row = {
  id: string;
  note: string | null;
  duplicateOfId: string | null;
  removedAt: Date | null;
};

async function readRows(): Promise<Map<string, Row>> {
  const rows = await db().transaction.findMany({
    where: { householdId: item.householdId, id: { in: ids } },
    select: { id: true, note: true, duplicateOfId: true, removedAt: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

const place = fc.nat({ max: size - 1 });
const step = fc.oneof(
  fc.record({ does: fc.constant('mark' as const), one: place, other: place }),
  fc.record({ does: fc.constant('undo' as const), pair: fc.nat({ max: 9 }) }),
  fc.record({ does: fc.constant('note' as const), one: place }),
  fc.record({ does: fc.constant('rename' as const), one: place }),
  fc.record({ does: fc.constant('withdraw' as const), one: place }),
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

let notes = 0;

/** What the person wrote last, by the row they wrote it on. */
async function take(given: Step, written: Map<string, string>): Promise<void> {
  const { householdId, itemId, memberId } = item;
  const viewer = { householdId, memberId };
  if (given.does === 'mark') {
    const pair = { transactionId: ids[given.one] ?? '', otherId: ids[given.other] ?? '' };
    await markDuplicates(viewer, pair).catch(() => null);
  } else if (given.does === 'undo') {
    const pairs = await db().duplicatePair.findMany({
      where: { householdId, accepted: true },
      orderBy: { id: 'asc' },
    });
    const pair = pairs[given.pair % Math.max(1, pairs.length)];
    if (pair) await answerDuplicates(viewer, [pair.id], 'two').catch(() => null);
  } else if (given.does === 'note') {
    notes += 1;
    const note = `Note ${notes}`;
    const id = ids[given.one] ?? '';
    const wrote = await changeTransactions(viewer, { transactionIds: [id] }, { note }).catch(
      () => null,
    );
    if (wrote) written.set(id, note);
  } else {
    const transaction_id = plaidIds[given.one];
    const edit =
      given.does === 'rename'
        ? { modify: [{ transaction_id, name: `COFFEE CORNER ${notes}` }] }
        : { remove: [transaction_id] };
    const done = await editTruth(item.plaidItemId, edit).catch(() => null);
    if (done) await syncOnce({ householdId, itemId });
  }
}

it('loses no decision and never both rows, whatever is merged, undone and synced', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      await startAnew();
      const written = new Map<string, string>();
      for (const each of steps) {
        await take(each, written);
        const rows = await readRows();
        for (const row of rows.values()) {
          const kept = row.duplicateOfId === null ? null : rows.get(row.duplicateOfId);
          // Whatever is put away is so for one that is there, through however many.
          if (kept !== null) expect(kept?.removedAt, JSON.stringify(steps)).toBeNull();
        }
        const seen = new Set<string>();
        for (let row = rows.get(ids[0] ?? ''); row?.duplicateOfId; ) {
          expect(seen.has(row.id), 'a circle').toBe(false);
          seen.add(row.id);
          row = rows.get(row.duplicateOfId);
        }
        // What was written on a row is on it, whatever was taken over from it and given back.
        for (const [id, note] of written) expect(rows.get(id)?.note).toBe(note);
      }
      const results = await checkIntegrity(requireEnv('DATABASE_URL'));
      expect(results.filter(({ violations }) => violations.length > 0)).toEqual([]);
    }),
    { numRuns: 25 },
  );
}, 120_000);

/** All rows there, each for itself, with nothing written. */
async function startAnew(): Promise<void> {
  const { householdId } = item;
  await db().duplicatePair.deleteMany({ where: { householdId } });
  const gone = [...(await readRows()).values()].filter(({ removedAt }) => removedAt !== null);
  const add = gone.map(() => ({ amount: 4.33, name: 'Coffee Corner' }));
  const { added } = await editTruth(item.plaidItemId, { add });
  if (added.length > 0) await syncOnce(item);
  for (const [index, { id }] of gone.entries()) {
    const at = ids.indexOf(id);
    const row = await db().transaction.findFirstOrThrow({
      where: { householdId, plaidTransactionId: added[index] },
      select: { id: true },
    });
    ids[at] = row.id;
    plaidIds[at] = added[index] ?? '';
  }
  await db().transaction.updateMany({
    where: { householdId, id: { in: ids } },
    data: { note: null, noteSetAt: null, duplicateOfId: null },
  });
  await db().tieOut.updateMany({ where: { householdId }, data: { countedAt: null } });
}
