import { type CivilDate, civilDateIn } from '#lib/dates/civil-date';

export const timeZoneChoice = 'time-zone';

/**
 * The day it is in the zone the browser once told (the cookie), or, before that or when it is
 * nonsense, in the server's.
 */
export function todayIn(cookie: string | undefined, now = new Date()): CivilDate {
  try {
    if (cookie) return civilDateIn(decodeURIComponent(cookie), now);
  } catch {
    // No zone of that name, or no encoding: anybody can write a cookie.
  }
  return civilDateIn(ownZone(), now);
}

let known: string | undefined;

/** The server's own, which stays what it is; to ask for it takes a tenth of a millisecond. */
function ownZone(): string {
  known ??= Intl.DateTimeFormat().resolvedOptions().timeZone;
  return known;
}
