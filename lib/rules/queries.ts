import 'server-only';
import { db, type Prisma, type Tx } from '#lib/db/client';
import { toSafeNumber } from '#lib/money/minor';
import { type RuleDto, type RuleListDto, ruleLimit } from './contract.ts';
import { askedColumns } from './read-rules.ts';

/** Every rule of the household in the order in which they are asked. */
export async function listRules(
  householdId: string,
  client: Pick<Tx, 'rule'> = db(),
): Promise<RuleListDto> {
  const rows = await client.rule.findMany({
    where: { householdId },
    select: columns,
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    take: ruleLimit,
  });
  return { items: rows.map(toRuleDto), nextCursor: null };
}

const columns = { ...askedColumns, name: true, enabled: true } satisfies Prisma.RuleSelect;

function toRuleDto(row: Prisma.RuleGetPayload<{ select: typeof columns }>): RuleDto {
  const { id, name, enabled, stop, merchant, text, currency, direction, history } = row;
  const { accountIds, plaidCodes, categoryId, rename, note, tagIds, hide, review } = row;
  const toMinor = (minor: bigint | null) => (minor === null ? null : toSafeNumber(minor));
  return {
    id,
    name,
    enabled,
    stop,
    history,
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
    effect: { categoryId, rename, note, tagIds, hide, review },
  };
}
