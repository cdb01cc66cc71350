import 'server-only';
import { z } from 'zod';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { classifyError } from '#lib/plaid/error-table';
import { endsFirstLink } from '#lib/plaid/single-link-banks';
import { readItemSights, readSights, type Viewer } from '#lib/privacy/viewer';
import type { DuplicateDto, LinkMetadata } from './contract.ts';
import { getItem } from './queries.ts';

type Account = LinkMetadata['accounts'][number];
const linkAccounts = z.array(z.object({ name: z.string(), mask: z.string().nullable() }));

/**
 * Refuses a bank whose accounts are here already: Plaid makes a second Item of the same login
 * without a word. The same institution with an account of the same name and mask is one, whoever
 * linked it; another login at the same bank, with other accounts, is not. What the viewer does not
 * see is not told by refusing it, either.
 *
 * @throws AppError duplicate_item, its data a DuplicateDto
 */
export async function refuseDuplicate(
  viewer: Viewer,
  { institution, accounts }: LinkMetadata,
): Promise<void> {
  if (!institution) return;
  const [closest] = (await listLive(viewer, institution.id))
    .map((item) => ({ ...item, shared: accounts.filter((each) => isAmong(each, item.known)) }))
    .filter(({ shared }) => shared.length > 0)
    .sort((a, b) => b.shared.length - a.shared.length);
  if (!closest) return;
  const duplicate: DuplicateDto = {
    item: await getItem(viewer, closest.id),
    shared: closest.shared,
    others: accounts.length - closest.shared.length,
    linkedBy: closest.memberId === viewer.memberId ? null : closest.linkedBy,
    endsFirst: endsFirstLink(institution.id),
  };
  throw new AppError(
    'duplicate_item',
    `${institution.name} is linked already. Nothing was changed: update that connection, or link it anyway.`,
    { data: duplicate },
  );
}

/** Never by the mask alone: two accounts of one bank may end in the same digits. */
function isAmong(account: Account, known: Account[]): boolean {
  return known.some(({ name, mask }) => name === account.name && mask === account.mask);
}

/** The connections to a bank that can go on, with the accounts they have, as the viewer sees them. */
async function listLive(viewer: Viewer, institutionId: string) {
  const { householdId, memberId } = viewer;
  const [seenItems, seenAccounts] = await Promise.all([readItemSights(viewer), readSights(viewer)]);
  const items = await db().item.findMany({
    where: {
      householdId,
      id: { in: [...seenItems.keys()] },
      removeRequestedAt: null,
      AND: [{ OR: [{ stopReason: null }, { stopReason: 'account_revoked' }] }],
      OR: [{ institutionId }, { linkInstitutionId: institutionId }],
    },
    select: {
      id: true,
      memberId: true,
      errorType: true,
      errorCode: true,
      linkAccounts: true,
      member: { select: { user: { select: { name: true } } } },
      accounts: {
        where: { id: { in: [...seenAccounts.keys()] }, removedAt: null },
        select: { name: true, mask: true },
      },
    },
    orderBy: { createdAt: 'asc' },
  });
  return items
    .filter(({ errorType: type, errorCode: code }) => code === null || !isGone(type ?? '', code))
    .map(({ accounts, linkAccounts: named, ...item }) => ({
      id: item.id,
      memberId: item.memberId,
      linkedBy: item.member?.user.name ?? null,
      known:
        accounts.length > 0 || item.memberId !== memberId
          ? accounts
          : (linkAccounts.safeParse(named).data ?? []),
    }));
}

/** Nothing can be updated there: only a new connection brings the bank back. */
function isGone(type: string, code: string): boolean {
  return classifyError({ type, code }) === 'gone';
}
