import 'server-only';
import { db, type Prisma, type Tx } from '#lib/db/client';
import { toSafeNumber } from '#lib/money/minor';
import { readSights, type Viewer } from '#lib/privacy/viewer';
import { ruleSplit } from '#lib/splits/contract';
import { type RuleDto, type RuleListDto, ruleLimit } from './contract.ts';
import { askedColumns } from './read-rules.ts';

/** Every rule of the household in the order in which they are asked, but for accounts kept from the viewer. */
export async function listRules(
  viewer: Viewer,
  client: Pick<Tx, '$queryRaw' | 'rule'> = db(),
): Promise<RuleListDto> {
  const { householdId } = viewer;
  const sights = await readSights(viewer, client);
  const rows = await client.rule.findMany({
    where: { householdId },
    select: columns,
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    take: ruleLimit,
  });
  return { items: rows.map((row) => toRuleDto(row, sights)), nextCursor: null };
}

const columns = { ...askedColumns, name: true, enabled: true } satisfies Prisma.RuleSelect;

function toRuleDto(
  row: Prisma.RuleGetPayload<{ select: typeof columns }>,
  sights: ReadonlyMap<string, unknown>,
): RuleDto {
  const { id, name, enabled, stop, merchant, text, currency, direction, history } = row;
  const accountIds = row.accountIds.filter((accountId) => sights.has(accountId));
  const { plaidCodes, categoryId, rename, note, tagIds, hide, review, transfer } = row;
  const split = ruleSplit.nullable().parse(row.split);
  const toMinor = (minor: bigint | null) => (minor === null ? null : toSafeNumber(minor));
  return {
    id,
    name,
    enabled,
    stop,
    history,
    hasUnseenAccounts: accountIds.length < row.accountIds.length,
    when: {
      merchant,
      text,
      minMinor: toMinor(row.minMinor),
      maxMinor: toMinor(row.maxMinor),
      currency,
      direction,
      accountIds,
      plaidCodes,
    },
    effect: { categoryId, rename, note, tagIds, hide, review, transfer, split },
  };
}
