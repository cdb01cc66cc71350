import 'server-only';
import { db, type Prisma, type Tx } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import { remembered } from '#lib/versions/remembered';
import type { CategoryDto, CategoryListDto, MappingDto, MappingListDto } from './contract.ts';
import { defaultCategories, defaultIcon } from './default-tree.ts';
import { type IconName, iconNames } from './icons.ts';

/** More than a household can have: those that were merged are not counted towards its limit. */
const readLimit = 2_000;

type Client = Pick<Tx, 'category' | 'categoryMapping'>;

/** Every category of the household, groups first, each in its order; the archived among them. */
export async function listCategories(
  householdId: string,
  client: Client = db(),
): Promise<CategoryDto[]> {
  const rows = await client.category.findMany({
    where: { householdId, mergedIntoId: null },
    select: columns,
    orderBy: [{ parentId: { sort: 'asc', nulls: 'first' } }, { position: 'asc' }, { id: 'asc' }],
    take: readLimit,
  });
  const groups = new Map(rows.map((row) => [row.id, row]));
  return rows.map((row) => toCategoryDto(row, groups.get(row.parentId ?? '')));
}

/** The same for what is kept of figures, which are read more often than categories change. */
export const rememberCategories = remembered(
  'categories',
  ['categories'],
  ({ householdId }: Viewer) => listCategories(householdId),
);

export async function getCategoryList(
  householdId: string,
  client: Client = db(),
): Promise<CategoryListDto> {
  return { items: await listCategories(householdId, client), nextCursor: null };
}

/** Where each of Plaid's categories goes, in the order of its own tree. */
export async function listMappings(householdId: string): Promise<MappingListDto> {
  const categoryOf = await readCodes(db(), householdId);
  const items = defaultCategories.flatMap(({ plaidCode, name, group }): MappingDto[] => {
    const found = categoryOf.get(plaidCode);
    return found ? [{ plaidCode, name, group, ...found }] : [];
  });
  return { items, nextCursor: null };
}

/** The category each of Plaid's codes goes to: where the person has it go, else what was made for it. */
export async function readCodes(
  client: Client,
  householdId: string,
): Promise<Map<string, { categoryId: string; changed: boolean }>> {
  const made = await client.category.findMany({
    where: { householdId, plaidCode: { not: null } },
    select: { id: true, plaidCode: true },
    take: readLimit,
  });
  const chosen = await client.categoryMapping.findMany({
    where: { householdId },
    select: { plaidCode: true, categoryId: true },
    take: readLimit,
  });
  const codes = new Map<string, { categoryId: string; changed: boolean }>();
  for (const { id, plaidCode } of made) {
    if (plaidCode) codes.set(plaidCode, { categoryId: id, changed: false });
  }
  for (const { plaidCode, categoryId } of chosen) {
    codes.set(plaidCode, { categoryId, changed: true });
  }
  return codes;
}

const columns = {
  id: true,
  name: true,
  kind: true,
  parentId: true,
  plaidCode: true,
  icon: true,
  excludeFromSpending: true,
  archivedAt: true,
} satisfies Prisma.CategorySelect;

type Row = Prisma.CategoryGetPayload<{ select: typeof columns }>;

function toCategoryDto(row: Row, group: Row | undefined): CategoryDto {
  const ownIcon = toIcon(row.icon);
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    groupId: row.parentId,
    icon: ownIcon ?? iconOf(row) ?? toIcon(group?.icon) ?? iconOf(group) ?? 'shapes',
    ownIcon,
    excludeFromSpending: row.excludeFromSpending,
    archived: row.archivedAt !== null,
  };
}

function iconOf(row: Row | undefined): IconName | null {
  return row?.plaidCode ? (defaultIcon.get(row.plaidCode) ?? null) : null;
}

/** One that a later version knows is none here. */
function toIcon(name: string | null | undefined): IconName | null {
  return iconNames.find((each) => each === name) ?? null;
}
