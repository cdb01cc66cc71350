import { describe, expect, it } from 'vitest';
import { civilDateIn } from '#lib/dates/civil-date';
import { todayIn } from './time-zone.tsx';

const now = new Date('2026-11-21T02:30:00Z');

describe('todayIn', () => {
  it.each([
    ['America/Los_Angeles', '2026-11-20'],
    ['America%2FLos_Angeles', '2026-11-20'],
    ['Asia%2FTokyo', '2026-11-21'],
  ])('the zone %s is %s', (cookie, day) => {
    expect(todayIn(cookie, now)).toBe(day);
  });

  it.each([undefined, '', 'Mars/Olympus', '%E0%A4%A', '"><script>'])(
    'is the server’s day for the cookie %s',
    (cookie) => {
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      expect(todayIn(cookie, now)).toBe(civilDateIn(timeZone, now));
    },
  );
});
