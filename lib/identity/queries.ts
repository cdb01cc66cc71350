import 'server-only';
import { accountNameColumns, accountNameOf } from '#lib/accounts/account-name';
import { db, type Prisma } from '#lib/db/client';
import { env } from '#lib/env';
import { itemNameColumns, itemNameOf } from '#lib/items/item-name';
import { listOwnItems, type Viewer } from '#lib/privacy/viewer';
import { describeProduct } from '#lib/products/describe-product';
import { products } from '#lib/products/products';
import { type BankOwners, compareFiles } from './compare-files.ts';
import type { BankFileDto, FileDto, IdentityDto } from './contract.ts';
import { readOwnDetails } from './own-details.ts';
import { type Owners, openOwners } from './owners.ts';
import { writeAddress } from './same-address.ts';

const itemLimit = 200;
const accountLimit = 1_000;

const bankColumns = {
  id: true,
  ...itemNameColumns,
  products: {
    where: { product: 'identity' },
    select: { state: true, errorType: true, errorCode: true, fetchedAt: true },
  },
  accounts: {
    where: { removedAt: null },
    select: {
      id: true,
      ...accountNameColumns,
      identity: { select: { ownersSealed: true, readAt: true } },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: accountLimit,
  },
} satisfies Prisma.ItemSelect;

/** What the viewer's own banks have on file about them, held against each other. */
export async function getIdentity(viewer: Viewer): Promise<IdentityDto> {
  const { householdId } = viewer;
  const [details, itemIds] = await Promise.all([readOwnDetails(viewer), listOwnItems(viewer)]);
  const rows = await db().item.findMany({
    where: { householdId, id: { in: itemIds }, removeRequestedAt: null },
    select: bankColumns,
    orderBy: { createdAt: 'asc' },
    take: itemLimit,
  });
  const banks = rows.map((row) => ({ row, read: openFiles(householdId, row) }));
  const told = banks.filter(({ read }) => read.length > 0);
  return {
    banks: banks.map(({ row, read }) => toBankFile(row, read)),
    facts: compareFiles(
      told.map(({ row, read }) => joinOwners(row, read)),
      details,
    ),
    compared: told.length,
  };
}

type BankRow = Prisma.ItemGetPayload<{ select: typeof bankColumns }>;
type Read = { account: { id: string; name: string }; owners: Owners };

function openFiles(householdId: string, { accounts }: BankRow): Read[] {
  return accounts.flatMap(({ identity, ...account }) => {
    if (!identity) return [];
    const owners = openOwners({ householdId, accountId: account.id }, identity.ownersSealed);
    return [{ account: { id: account.id, name: accountNameOf(account) }, owners }];
  });
}

function toBankFile(row: BankRow, read: readonly Read[]): BankFileDto {
  const [facts = null] = row.products;
  const bank = itemNameOf(row);
  const { words: what, consent } = products.identity;
  return {
    itemId: row.id,
    bank,
    state: facts?.state ?? 'unasked',
    text: facts && describeProduct(facts, { what, bank, decides: true }),
    consent: facts?.state === 'needs_consent' ? consent : null,
    readAt: facts?.fetchedAt?.toISOString() ?? null,
    files: groupFiles(read),
    isBilled: env().REFRESH_IDENTITY && facts?.state === 'ready',
  };
}

/** Most banks have the same on file of all accounts. */
function groupFiles(read: readonly Read[]): FileDto[] {
  const files = new Map<string, FileDto>();
  for (const { account, owners } of read) {
    const texts = { ...owners, addresses: owners.addresses.map(writeAddress) };
    const key = JSON.stringify(texts);
    const file = files.get(key) ?? { accounts: [], ...texts };
    file.accounts.push(account);
    files.set(key, file);
  }
  return [...files.values()];
}

function joinOwners(row: BankRow, read: readonly Read[]): BankOwners {
  const all = read.map(({ owners }) => owners);
  return {
    itemId: row.id,
    bank: itemNameOf(row),
    names: all.flatMap(({ names }) => names),
    addresses: all.flatMap(({ addresses }) => addresses),
    phones: all.flatMap(({ phones }) => phones),
    emails: all.flatMap(({ emails }) => emails),
  };
}
