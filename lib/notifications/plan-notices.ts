import 'server-only';
import type { CivilDate } from '#lib/dates/civil-date';
import type { ItemStateName } from '#lib/items/contract';

export type Watched = {
  state: ItemStateName;
  /** The trouble that people were last told of, and when it began for them. */
  told: { trouble: string; at: Date } | null;
  lastSyncedAt: Date | null;
  createdAt: Date;
  /** When the login or the consent ends, as far as Plaid says. */
  endsAt: Date | null;
};

export type NoticePlan = {
  /** `over`: say that it is well again. `forgotten`: it leaves, there is nothing to say. */
  trouble: { began: ItemStateName } | { turned: ItemStateName } | 'over' | 'forgotten' | 'same';
  expiring: { on: CivilDate; daysAhead: 7 | 1 } | null;
};

const day = 86_400_000;

/** What each state means for whoever is to be told. */
const meanings: Record<ItemStateName, 'well' | 'undecided' | 'waits' | 'asks' | 'leaves'> = {
  healthy: 'well',
  expiring: 'well',
  syncing: 'undecided',
  delayed: 'waits',
  needs_sign_in: 'asks',
  needs_bank: 'asks',
  needs_operator: 'asks',
  revoked: 'asks',
  removing: 'leaves',
  removed: 'leaves',
};

/**
 * What to tell about a connection, from what was told and what is. Pure; asked as often as one likes,
 * because what was told is part of the question.
 */
export function planNotices(watched: Watched, now: Date): NoticePlan {
  const trouble = planTrouble(watched, now);
  const isTroubled = typeof trouble === 'object' || (trouble === 'same' && watched.told !== null);
  const leaves = meanings[watched.state] === 'leaves';
  // Who must sign in now need not hear that they must in a week.
  return { trouble, expiring: isTroubled || leaves ? null : planExpiry(watched.endsAt, now) };
}

function planTrouble(watched: Watched, now: Date): NoticePlan['trouble'] {
  const { state, told } = watched;
  switch (meanings[state]) {
    case 'leaves':
      return told ? 'forgotten' : 'same';
    case 'undecided':
      return 'same';
    case 'well':
      // Not on the word of a webhook: the bank has answered since.
      return told && watched.lastSyncedAt && watched.lastSyncedAt > told.at ? 'over' : 'same';
    case 'waits':
      // Waiting is nobody's task; only a day without news is worth a word.
      return told || !isStale(watched, now) ? 'same' : { began: state };
    case 'asks':
      if (!told) return { began: state };
      return told.trouble === state ? 'same' : { turned: state };
  }
}

function isStale({ lastSyncedAt, createdAt }: Watched, now: Date): boolean {
  return now.getTime() - (lastSyncedAt ?? createdAt).getTime() >= day;
}

/** Seven days ahead and one day ahead; whoever missed the first hears the nearer one alone. */
function planExpiry(endsAt: Date | null, now: Date): NoticePlan['expiring'] {
  if (!endsAt) return null;
  const left = endsAt.getTime() - now.getTime();
  if (left <= 0 || left > 7 * day) return null;
  return { on: endsAt.toISOString().slice(0, 10), daysAhead: left <= day ? 1 : 7 };
}
