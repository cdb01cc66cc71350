import 'server-only';
import { groupOf } from '#lib/accounts/worth';
import type { Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { readSights, type Viewer } from '#lib/privacy/viewer';
import type { KeptGoal } from './read-goals.ts';

const owed = new Set(['cards', 'loans']);

/**
 * An account that comes to a goal is one that the member sees, in the goal's currency, and owed or not as the goal has
 * it; an account counts as a whole or by what is set aside in it, never both.
 *
 * @throws AppError not_found, invalid_input
 */
export async function requireFitting(
  tx: Tx,
  viewer: Viewer,
  goal: KeptGoal,
  before: KeptGoal | null,
): Promise<void> {
  const parts = partsOf(goal);
  const known = new Set([...(before?.accountIds ?? []), ...(before ? partsOf(before) : [])]);
  const added = [...new Set([...goal.accountIds, ...parts])].filter((id) => !known.has(id));
  const sights = await readSights(viewer, tx);
  if (added.some((id) => !sights.has(id))) {
    throw new AppError('not_found', 'There is no such account. Nothing was changed.');
  }
  const rows = await tx.account.findMany({
    where: { householdId: viewer.householdId, id: { in: added } },
    select: { type: true, currency: true },
  });
  if (rows.some(({ currency }) => currency !== goal.currency)) {
    refuse(`An account of a goal in ${goal.currency} is in ${goal.currency}, too.`);
  }
  const isDebt = goal.kind === 'pay_down';
  if (rows.some(({ type }) => owed.has(groupOf(type)) !== isDebt)) {
    refuse(
      isDebt ? 'Only cards and loans are paid down.' : 'Nothing is saved on a card or a loan.',
    );
  }
  if (isDebt && (goal.accountIds.length === 0 || goal.contributions.length > 0)) {
    refuse('What is paid down is a card or a loan, and what is owed on it tells how far it is.');
  }
  // What two accounts brought together that became one, no change has to mend: see courseOf.
  const wasBoth = before ? overlapOf(before) : [];
  if (overlapOf(goal).some((id) => !wasBoth.includes(id))) {
    refuse('This account counts with all that is in it already.');
  }
}

function overlapOf(goal: KeptGoal): string[] {
  return partsOf(goal).filter((id) => goal.accountIds.includes(id));
}

function partsOf({ contributions }: KeptGoal): string[] {
  return contributions.flatMap(({ accountId }) => accountId ?? []);
}

function refuse(problem: string): never {
  throw new AppError('invalid_input', `${problem} Nothing was changed.`);
}
