import 'server-only';
import { requireCategory } from '#lib/categories/mutations';
import type { Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { readSights, type Viewer } from '#lib/privacy/viewer';
import { requireTags } from '#lib/tags/mutations';
import { asksNothing, asksSomething, type RuleEffect, type RuleWhen } from './contract.ts';

type Client = Pick<Tx, '$queryRaw' | 'category' | 'rule' | 'tag'>;

/** @throws AppError not_found */
export async function requireRule(client: Client, householdId: string, ruleId: string) {
  const rule = await client.rule.findFirst({
    where: { householdId, id: ruleId },
    select: { accountIds: true },
  });
  if (rule) return rule;
  throw new AppError('not_found', 'There is no such rule.');
}

/** What a rule names is of this household, and its accounts are such as the person knows of. @throws AppError invalid_input */
export async function requireKnown(
  client: Client,
  viewer: Viewer,
  { when, effect }: { when?: RuleWhen | undefined; effect?: RuleEffect | null | undefined },
): Promise<void> {
  const { householdId } = viewer;
  if (effect) await requireSorting(client, householdId, effect);
  const sights = await readSights(viewer, client);
  if (when?.accountIds.every((id) => sights.has(id)) ?? true) return;
  throw new AppError('invalid_input', 'There is no such account. Nothing was changed.', {
    fields: { accountIds: 'There is no such account.' },
  });
}

async function requireSorting(client: Client, householdId: string, effect: RuleEffect) {
  const all = [effect, ...(effect.split?.parts ?? [])];
  const categoryIds = new Set(all.flatMap(({ categoryId }) => categoryId ?? []));
  for (const categoryId of categoryIds) await requireCategory(client, householdId, categoryId);
  await requireTags(client, householdId, [...new Set(all.flatMap(({ tagIds }) => tagIds))]);
}

/**
 * The accounts a rule asks about once somebody changed it who is not told of all that it names.
 *
 * @throws AppError invalid_input when it asks about nothing then
 */
export async function keepUnseen(
  client: Client,
  viewer: Viewer,
  when: RuleWhen,
  before: readonly string[],
): Promise<string[]> {
  const sights = await readSights(viewer, client);
  const accountIds = [...when.accountIds, ...before.filter((id) => !sights.has(id))];
  if (asksSomething({ ...when, accountIds })) return accountIds;
  throw new AppError('invalid_input', `${asksNothing} Nothing was changed.`, {
    fields: { when: asksNothing },
  });
}
