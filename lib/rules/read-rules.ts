import 'server-only';
import type { Prisma, Tx } from '#lib/db/client';
import { ruleSplit } from '#lib/splits/contract';
import { ruleLimit } from './contract.ts';
import type { Rule } from './judge-row.ts';

export const askedColumns = {
  id: true,
  stop: true,
  merchant: true,
  text: true,
  minMinor: true,
  maxMinor: true,
  currency: true,
  direction: true,
  accountIds: true,
  plaidCodes: true,
  categoryId: true,
  rename: true,
  note: true,
  tagIds: true,
  hide: true,
  review: true,
  transfer: true,
  split: true,
  history: true,
  createdAt: true,
} satisfies Prisma.RuleSelect;

/** The rules that are switched on, in the order in which they are asked. */
export async function readRules(tx: Pick<Tx, 'rule'>, householdId: string): Promise<Rule[]> {
  const rules = await tx.rule.findMany({
    where: { householdId, enabled: true },
    select: askedColumns,
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    take: ruleLimit,
  });
  return rules.map((rule) => ({ ...rule, split: ruleSplit.nullable().parse(rule.split) }));
}
