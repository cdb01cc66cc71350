import 'server-only';
import { accountNameColumns } from '#lib/accounts/account-name';
import { db, type Prisma, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { itemNameColumns } from '#lib/items/item-name';
import { classifyError } from '#lib/plaid/error-table';
import { listOwnItems, requireOwnItem, type Viewer } from '#lib/privacy/viewer';
import type { ItemPair } from './contract.ts';
import { mapAccounts } from './map-accounts.ts';

const dayMs = 86_400_000;
const itemLimit = 200;

const candidateColumns = {
  id: true,
  memberId: true,
  institutionId: true,
  linkInstitutionId: true,
  ...itemNameColumns,
  createdAt: true,
  lastSyncedAt: true,
  historyCompleteAt: true,
  errorType: true,
  errorCode: true,
  stopReason: true,
  keepHistory: true,
  removeRequestedAt: true,
  accounts: {
    select: {
      id: true,
      persistentAccountId: true,
      ...accountNameColumns,
      mask: true,
      type: true,
      subtype: true,
      currency: true,
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  },
} satisfies Prisma.ItemSelect;

export type CandidateItem = Prisma.ItemGetPayload<{ select: typeof candidateColumns }>;

/**
 * Pairs of an ended and a later live connection to the same bank with accounts in common. A login
 * that only waits for a sign-in is offered when all of its accounts are surely in the new one:
 * otherwise it may be somebody else's. A history goes from one connection of a member to another of
 * theirs, or from one whose member has left.
 */
export async function findCandidates(
  viewer: Viewer,
): Promise<{ from: CandidateItem; to: CandidateItem }[]> {
  const items = await db().item.findMany({
    where: { householdId: viewer.householdId, id: { in: await listOwnItems(viewer) } },
    select: candidateColumns,
    orderBy: { createdAt: 'asc' },
    take: itemLimit,
  });
  const targets = items.filter((item) => item.memberId !== null && isReady(item));
  return items
    .filter((from) => from.accounts.length > 0 && refusalOf(from) === null)
    .flatMap((from) => {
      const to = targets.findLast((each) => isSuccessor(from, each));
      return to ? { from, to } : [];
    });
}

function isSuccessor(from: CandidateItem, to: CandidateItem): boolean {
  const bankOf = (item: CandidateItem) => item.institutionId ?? item.linkInstitutionId;
  if (from.id === to.id || from.createdAt >= to.createdAt) return false;
  if (bankOf(from) === null || bankOf(from) !== bankOf(to)) return false;
  const matches = mapAccounts(from.accounts, to.accounts);
  return from.removeRequestedAt === null && !isGone(from)
    ? matches.every(({ sure }) => sure)
    : matches.some(({ toId }) => toId !== null);
}

/**
 * Two Items of the viewer's, the first of which may hand its history to the second.
 *
 * @throws AppError not_found, forbidden or relink_refused
 */
export async function requireCandidates(
  tx: Pick<Tx, 'item' | '$queryRaw'>,
  viewer: Viewer,
  { fromItemId, toItemId }: ItemPair,
): Promise<{ from: CandidateItem; to: CandidateItem }> {
  for (const itemId of [fromItemId, toItemId]) await requireOwnItem(viewer, itemId, tx);
  const items = await tx.item.findMany({
    where: { householdId: viewer.householdId, id: { in: [fromItemId, toItemId] } },
    select: candidateColumns,
  });
  const from = items.find(({ id }) => id === fromItemId);
  const to = items.find(({ id }) => id === toItemId);
  if (!from || !to || from === to) throw new AppError('not_found', 'There is no such connection.');
  const refusal = refusalOf(from) ?? (isReady(to) ? null : notReady);
  if (refusal) throw new AppError('relink_refused', `${refusal} Nothing was changed.`);
  return { from, to };
}

const notReady =
  'The new connection has not brought its whole history yet, or is not connected itself.';

/** Why an old connection keeps its history; null when it need not. */
function refusalOf(from: CandidateItem): string | null {
  if (from.removeRequestedAt) {
    return from.keepHistory ? null : 'The history of the old connection is being deleted.';
  }
  if (isGone(from) || classify(from) === 'sign_in') return null;
  return 'The old connection still works: disconnect it first, and keep its history.';
}

/** Rows that come later must not meet rows that moved: the whole history is here first. */
function isReady(to: CandidateItem): boolean {
  if (to.removeRequestedAt || to.stopReason || to.lastSyncedAt === null) return false;
  return to.historyCompleteAt !== null || to.createdAt.getTime() < Date.now() - dayMs;
}

function isGone(item: CandidateItem): boolean {
  if (item.stopReason === 'permission_revoked' || item.stopReason === 'token_lost') return true;
  return classify(item) === 'gone' || classify(item) === 'revoked';
}

function classify({ errorType, errorCode }: CandidateItem) {
  return errorCode === null ? null : classifyError({ type: errorType ?? '', code: errorCode });
}
