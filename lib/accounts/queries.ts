import 'server-only';
import { db, type Prisma } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Money } from '#lib/money/contract';
import { toSafeNumber } from '#lib/money/minor';
import { readSights, requireAccount, type Viewer } from '#lib/privacy/viewer';
import { tieOutColumns, toTieOutSummary } from '#lib/tie-out/queries';
import { accountNameColumns, accountNameOf } from './account-name.ts';
import { type AccountDto, type AccountListDto, accountGroups } from './contract.ts';
import { kindOfManual } from './kinds.ts';
import { groupOf, signedWorthMinor, sumNetWorth } from './worth.ts';

const listLimit = 500;

const accountColumns = {
  id: true,
  itemId: true,
  ...accountNameColumns,
  officialName: true,
  mask: true,
  type: true,
  subtype: true,
  currency: true,
  currentMinor: true,
  availableMinor: true,
  limitMinor: true,
  balanceUpdatedAt: true,
  balanceAsOf: true,
  removedAt: true,
  tieOut: { select: tieOutColumns },
  openingMinor: true,
  memberId: true,
  member: { select: { user: { select: { name: true } } } },
  item: {
    select: {
      removeRequestedAt: true,
      memberId: true,
      member: { select: { user: { select: { name: true } } } },
      institution: { select: { name: true, primaryColor: true } },
    },
  },
} as const;

/**
 * Every account that the viewer sees and that is not hidden, grouped, with net worth per currency
 * over the connected ones: what a bank no longer reports is shown and not counted.
 */
export async function listAccounts(viewer: Viewer): Promise<AccountListDto> {
  const { householdId } = viewer;
  const sights = await readSights(viewer);
  const rows = await db().account.findMany({
    where: { householdId, id: { in: [...sights.keys()] }, hiddenAt: null },
    select: accountColumns,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: listLimit,
  });
  const items = rows
    .map((row) => toAccountDto(row, viewer, sights.get(row.id) ?? 'balance'))
    .sort((a, b) => accountGroups.indexOf(a.group) - accountGroups.indexOf(b.group));
  const worths = items.filter((each) => each.connected).flatMap(({ worth }) => worth ?? []);
  return { items, nextCursor: null, netWorth: sumNetWorth(worths) };
}

/** @throws AppError not_found */
export async function getAccount(viewer: Viewer, accountId: string): Promise<AccountDto> {
  const sight = await requireAccount(viewer, accountId, 'balance');
  const row = await db().account.findUnique({
    where: { householdId_id: { householdId: viewer.householdId, id: accountId } },
    select: accountColumns,
  });
  if (!row) throw new AppError('not_found', 'There is no such account.');
  return toAccountDto(row, viewer, sight);
}

type AccountRow = Prisma.AccountGetPayload<{ select: typeof accountColumns }>;

function toAccountDto(row: AccountRow, viewer: Viewer, sight: AccountDto['sight']): AccountDto {
  const money = (minor: bigint | null): Money | null =>
    minor === null || row.currency === null
      ? null
      : { minor: toSafeNumber(minor), currency: row.currency };
  const current = money(row.currentMinor);
  const { institution } = row.item ?? {};
  const { member, memberId } = row.item ?? row;
  return {
    id: row.id,
    itemId: row.itemId,
    sight,
    byHand: toByHand(row, viewer, sight),
    linkedBy: memberId === viewer.memberId ? null : (member?.user.name ?? null),
    institution: institution ? { name: institution.name, color: institution.primaryColor } : null,
    name: accountNameOf(row),
    officialName: row.officialName,
    mask: row.mask,
    type: row.type,
    subtype: row.subtype,
    group: groupOf(row.type),
    current,
    available: money(row.availableMinor),
    limit: money(row.limitMinor),
    worth: current && { ...current, minor: signedWorthMinor(row.type, current.minor) },
    balanceUpdatedAt: row.balanceUpdatedAt?.toISOString() ?? null,
    balanceAsOf: row.balanceAsOf?.toISOString() ?? null,
    connected: row.removedAt === null && !row.item?.removeRequestedAt,
    tieOut: sight === 'full' && row.tieOut ? toTieOutSummary(row.tieOut, row.currency) : null,
  };
}

function toByHand(
  row: Pick<AccountRow, 'openingMinor' | 'currency' | 'subtype' | 'memberId'>,
  { memberId }: Viewer,
  sight: AccountDto['sight'],
): AccountDto['byHand'] {
  const { openingMinor, currency, subtype } = row;
  if (openingMinor === null || currency === null) return null;
  return {
    kind: kindOfManual(subtype),
    opening: { minor: toSafeNumber(openingMinor), currency },
    // Whoever kept it has left: those who see all of it decide.
    mine: row.memberId === memberId || (row.memberId === null && sight === 'full'),
  };
}
