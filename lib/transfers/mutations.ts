import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { readSights, seesAccount, type Viewer } from '#lib/privacy/viewer';
import { changeTransfers, setBar } from './change-transfers.ts';
import type {
  ChangedTransferDto,
  CreateTransferInput,
  TransferBarInput,
  TransferDecision,
  TransferReason,
} from './contract.ts';

/**
 * Keeps a person's word on a transfer that is asked about or was confirmed for them: from then on nothing but they
 * changes it. Of one that never arrived, yes means that it went elsewhere.
 *
 * @throws AppError not_found, also where an end is in an account that is kept from them
 */
export function decideTransfer(
  viewer: Viewer,
  transferId: string,
  { confirmed }: TransferDecision,
): Promise<ChangedTransferDto> {
  const { householdId } = viewer;
  return changeTransfers(viewer, async (tx) => {
    const transfer = await tx.transfer.findFirst({
      where: { householdId, id: transferId, state: { not: 'rejected' } },
      select: { outId: true, inId: true },
    });
    const endIds = transfer ? idsOf(transfer) : [];
    if (!transfer || !(await seesAll(tx, viewer, endIds))) throw noSuchTransfer();
    const others = confirmed ? await readOthers(tx, viewer, endIds, transferId) : noOthers;
    return {
      endIds: [...new Set([...endIds, ...others.endIds])],
      write: async (at) => {
        await release(tx, householdId, others.ids);
        await tx.transfer.update({
          where: { householdId_id: { householdId, id: transferId } },
          data: {
            state: confirmed ? 'confirmed' : 'rejected',
            byPerson: true,
            decidedAt: at,
            ...(confirmed && { towardsId: null }),
          },
        });
      },
    };
  });
}

/**
 * Pairs two rows by a person's word, whatever their amounts, or says where a row's money is to arrive. What they were
 * ends of before they are no more.
 *
 * @throws AppError not_found, invalid_input
 */
export function createTransfer(
  viewer: Viewer,
  input: CreateTransferInput,
): Promise<ChangedTransferDto> {
  const { householdId } = viewer;
  return changeTransfers(viewer, async (tx) => {
    const ends = await requireEnds(tx, viewer, input);
    const others = await readOthers(tx, viewer, idsOf(ends), null);
    return {
      endIds: [...new Set([...idsOf(ends), ...others.endIds])],
      write: async (at) => {
        await release(tx, householdId, others.ids);
        // It is the newer word: a row that was called no transfer, or one by itself, is an end of this one.
        await tx.transaction.updateMany({
          where: { householdId, id: { in: idsOf(ends) }, personTransferSetAt: { not: null } },
          data: { personTransfer: false, personTransferSetAt: null },
        });
        await tx.transfer.deleteMany({
          where: { householdId, outId: ends.outId, inId: ends.inId },
        });
        await tx.transfer.create({
          data: {
            householdId,
            id: newId(),
            ...ends,
            state: 'confirmed',
            confidence: 100,
            byPerson: true,
            createdAt: at,
            decidedAt: at,
          },
        });
      },
    };
  });
}

/** Never pairs two accounts, or pairs them again. What a person paired stays. @throws AppError not_found */
export function barTransfers(
  viewer: Viewer,
  { accountIds, barred }: TransferBarInput,
): Promise<ChangedTransferDto> {
  const { householdId } = viewer;
  return changeTransfers(viewer, async (tx) => {
    const sights = await readSights(viewer, tx);
    if (!accountIds.every((id) => sights.has(id))) {
      throw new AppError('not_found', 'There is no such account. Nothing was changed.');
    }
    return {
      endIds: [],
      bar: { accountIds, barred: !barred },
      write: () => setBar(tx, householdId, { accountIds, barred }),
    };
  });
}

type Ends = {
  outId: string;
  inId: string | null;
  towardsId: string | null;
  reasons: TransferReason[];
};

async function requireEnds(tx: Tx, viewer: Viewer, input: CreateTransferInput): Promise<Ends> {
  const row = await requireRow(tx, viewer, input.transactionId);
  if ('towardsId' in input) {
    const sights = await readSights(viewer, tx);
    if (!sights.has(input.towardsId)) throw noSuchTransfer();
    if (row.amountMinor >= 0n || row.accountId === input.towardsId) {
      throw refuse('towardsId', 'Money leaves one account for another.');
    }
    return { outId: row.id, inId: null, towardsId: input.towardsId, reasons: ['by_hand'] };
  }
  const other = await requireRow(tx, viewer, input.otherId);
  const [out, into] = row.amountMinor < 0n ? [row, other] : [other, row];
  if (out.amountMinor >= 0n || into.amountMinor <= 0n || out.accountId === into.accountId) {
    throw refuse('otherId', 'One must leave an account, and the other arrive in another.');
  }
  const isEqual = out.currency === into.currency && out.amountMinor === -into.amountMinor;
  const reasons: TransferReason[] = isEqual ? ['same_amount', 'by_hand'] : ['by_hand'];
  return { outId: out.id, inId: into.id, towardsId: null, reasons };
}

type Row = { id: string; accountId: string; amountMinor: bigint; currency: string | null };

async function requireRow(tx: Tx, viewer: Viewer, id: string): Promise<Row> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT e."id", e."accountId", e."amountMinor", e."currency" FROM "EffectiveTransaction" e
    WHERE e."householdId" = ${viewer.householdId}::uuid AND e."id" = ${id}::uuid
      AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}`;
  if (row) return row;
  throw new AppError('not_found', 'There is no such transaction. Nothing was changed.');
}

type Others = { ids: string[]; endIds: string[] };
const noOthers: Others = { ids: [], endIds: [] };

/** The confirmed transfers that these rows are ends of, but one. @throws AppError not_found when one is unseen */
async function readOthers(
  tx: Tx,
  viewer: Viewer,
  endIds: string[],
  exceptId: string | null,
): Promise<Others> {
  const found = await tx.transfer.findMany({
    where: {
      householdId: viewer.householdId,
      state: 'confirmed',
      OR: [{ outId: { in: endIds } }, { inId: { in: endIds } }],
    },
    select: { id: true, outId: true, inId: true },
  });
  const others = found.filter(({ id }) => id !== exceptId);
  const otherIds = others.flatMap(idsOf);
  if (!(await seesAll(tx, viewer, otherIds))) {
    throw new AppError(
      'forbidden',
      'It is paired with a transaction in an account that you do not see. Nothing was changed; ask whoever linked that account.',
    );
  }
  return { ids: others.map(({ id }) => id), endIds: otherIds };
}

async function release(tx: Tx, householdId: string, ids: string[]): Promise<void> {
  if (ids.length > 0) await tx.transfer.deleteMany({ where: { householdId, id: { in: ids } } });
}

async function seesAll(tx: Tx, viewer: Viewer, ids: string[]): Promise<boolean> {
  if (ids.length === 0) return true;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Transaction" t
    WHERE t."householdId" = ${viewer.householdId}::uuid AND t."id" = ANY(${ids}::uuid[])
      AND NOT ${seesAccount(viewer, Prisma.sql`t."accountId"`)}`;
  return rows.length === 0;
}

const idsOf = ({ outId, inId }: { outId: string | null; inId: string | null }): string[] =>
  [outId, inId].filter((id) => id !== null);

function noSuchTransfer(): AppError {
  return new AppError(
    'not_found',
    'There is no such transfer, or it was decided. Nothing was changed.',
  );
}

function refuse(field: string, message: string): AppError {
  return new AppError('invalid_input', `${message} Nothing was changed.`, {
    fields: { [field]: message },
  });
}
