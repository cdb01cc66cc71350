import { describe, expect, it } from 'vitest';
import { instantOf } from './instant-of.ts';

describe('instantOf', () => {
  it.each([
    ['UTC', '2026-11-23', 8, '2026-11-23T08:00:00.000Z'],
    ['Europe/Berlin', '2026-07-06', 8, '2026-07-06T06:00:00.000Z'],
    ['Europe/Berlin', '2026-11-23', 8, '2026-11-23T07:00:00.000Z'],
    ['America/Los_Angeles', '2026-11-23', 8, '2026-11-23T16:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-23', 8, '2026-11-22T18:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-23', 8, '2026-11-23T02:15:00.000Z'],
    // The day on which clocks change, hours before and after it.
    ['Europe/Berlin', '2026-03-29', 1, '2026-03-29T00:00:00.000Z'],
    ['Europe/Berlin', '2026-03-29', 8, '2026-03-29T06:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25', 8, '2026-10-25T07:00:00.000Z'],
  ])('%s %s at %i is %s', (timeZone, date, hour, expected) => {
    expect(instantOf(timeZone, date, hour).toISOString()).toBe(expected);
  });
});
