import 'server-only';
import { log } from '#lib/log';

/** Does it for one household after the other. One that fails has its turn again, and keeps no other from theirs. */
export async function oneByOne(
  householdIds: readonly string[],
  run: (householdId: string) => Promise<void>,
): Promise<void> {
  for (const householdId of householdIds) {
    await run(householdId).catch((error: unknown) => {
      log.error({ householdId, error }, 'sums by month could not be kept');
    });
  }
}
