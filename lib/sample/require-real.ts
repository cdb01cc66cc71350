import 'server-only';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';

/**
 * A sample goes in one piece at one press: no bank and no other person may hang on it.
 *
 * @throws AppError household_refused
 */
export async function requireReal(householdId: string): Promise<void> {
  const count = await db().household.count({ where: { id: householdId, sample: true } });
  if (count === 0) return;
  throw new AppError(
    'household_refused',
    'This is sample data, for looking around. Nothing was changed: go to your own household for that.',
  );
}
