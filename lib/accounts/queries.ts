import 'server-only';
import { civilDateIn, epochDay, fromUtcMidnight } from '#lib/dates/civil-date';
import { AppError } from '#lib/errors';
import type { Money } from '#lib/money/contract';
import { toSafeNumber } from '#lib/money/minor';
import { readTransit, transitOn } from '#lib/net-worth/read-transit';
import { readItemSights, readSights, requireAccount, type Viewer } from '#lib/privacy/viewer';
import { toTieOutSummary } from '#lib/tie-out/queries';
import { remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';
import { accountGroups } from './account-kinds.ts';
import type { AccountDto, AccountListDto, Standing } from './contract.ts';
import { convertTotals } from './convert-totals.ts';
import { kindOfManual } from './kinds.ts';
import { type AccountRow, readRows } from './read-rows.ts';
import { groupOf, signedWorthMinor, sumNetWorth } from './worth.ts';

/**
 * Every account that the viewer sees, grouped, with net worth per currency over those that count: what a bank no
 * longer reports, what was closed and what a person leaves out is shown and not counted.
 */
export const listAccounts = remembered(
  'accounts',
  [...seenTopics, 'rates'],
  async (viewer: Viewer): Promise<AccountListDto> => {
    const { householdId } = viewer;
    const [sights, items, transits] = await Promise.all([
      readSights(viewer),
      readItemSights(viewer),
      readTransit(viewer),
    ]);
    const rows = await readRows(householdId, sights.keys());
    const all = rows
      .map((row) => toAccountDto(row, viewer, sights.get(row.id) ?? 'balance', items))
      .sort((a, b) => accountGroups.indexOf(a.group) - accountGroups.indexOf(b.group));
    const [hidden, shown] = [all.filter((each) => each.hidden), all.filter((each) => !each.hidden)];
    const counted = shown.filter(({ standing }) => standing === 'counted');
    const day = epochDay(civilDateIn('UTC', new Date()));
    const netWorth = sumNetWorth(
      counted.flatMap(({ worth }) => worth ?? []),
      transitOn(transits, day),
    );
    const total = await convertTotals(viewer, netWorth, day);
    return { items: shown, hidden, nextCursor: null, netWorth, total };
  },
);

/** @throws AppError not_found */
export async function getAccount(viewer: Viewer, accountId: string): Promise<AccountDto> {
  const sight = await requireAccount(viewer, accountId, 'balance');
  const [[row], items] = await Promise.all([
    readRows(viewer.householdId, [accountId]),
    readItemSights(viewer),
  ]);
  if (!row) throw new AppError('not_found', 'There is no such account.');
  return toAccountDto(row, viewer, sight, items);
}

function toAccountDto(
  row: AccountRow,
  viewer: Viewer,
  sight: AccountDto['sight'],
  items: Awaited<ReturnType<typeof readItemSights>>,
): AccountDto {
  const money = (minor: bigint | null): Money | null =>
    minor === null || row.currency === null
      ? null
      : { minor: toSafeNumber(minor), currency: row.currency };
  const current = money(row.currentMinor);
  return {
    id: row.id,
    itemId: row.itemId,
    sight,
    mine: row.itemId ? items.get(row.itemId)?.decides === true : isOwnManual(row, viewer, sight),
    byHand: toByHand(row),
    linkedBy: row.keeperId === viewer.memberId ? null : row.keeper,
    institution: row.bank === null ? null : { name: row.bank, color: row.bankColor },
    name: row.name,
    bankName: row.bankName,
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
    connected: isConnected(row),
    standing: standingOf(row),
    hidden: row.hiddenAt !== null,
    closedOn: row.closedOn && fromUtcMidnight(row.closedOn),
    tieOut: sight === 'full' && row.tieOut ? toTieOutSummary(row.tieOut, row.currency) : null,
  };
}

function isConnected({ removedAt, removeRequestedAt }: AccountRow): boolean {
  return removedAt === null && removeRequestedAt === null;
}

function standingOf(row: AccountRow): Standing {
  if (!isConnected(row)) return 'disconnected';
  if (row.closedOn !== null) return 'closed';
  return row.excludedAt === null ? 'counted' : 'excluded';
}

function toByHand(
  row: Pick<AccountRow, 'openingMinor' | 'currency' | 'subtype'>,
): AccountDto['byHand'] {
  const { openingMinor, currency, subtype } = row;
  if (openingMinor === null || currency === null) return null;
  return {
    kind: kindOfManual(subtype),
    opening: { minor: toSafeNumber(openingMinor), currency },
  };
}

/** Where whoever kept it has left, those who see all of it decide. */
function isOwnManual(
  row: Pick<AccountRow, 'memberId'>,
  { memberId }: Viewer,
  sight: AccountDto['sight'],
): boolean {
  return row.memberId === memberId || (row.memberId === null && sight === 'full');
}
