import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextDue, weekDueAt } from './plan-week.ts';

const at = (text: string) => new Date(text);
const hours = 3_600_000;

describe('a week’s summary', () => {
  it.each([
    ['UTC', '2026-11-22T23:00:00Z', '2026-11-23T08:00:00Z'],
    ['UTC', '2026-11-23T07:59:59Z', '2026-11-23T08:00:00Z'],
    ['UTC', '2026-11-23T08:00:00Z', '2026-11-30T08:00:00Z'],
    ['America/Los_Angeles', '2026-11-23T08:00:00Z', '2026-11-23T16:00:00Z'],
    ['Pacific/Kiritimati', '2026-11-22T17:00:00Z', '2026-11-22T18:00:00Z'],
  ])('in %s at %s is due next at %s', (timeZone, now, due) => {
    expect(nextDue(timeZone, at(now))).toEqual(at(due));
  });

  it('is of Monday to Sunday before, and of none after two days', () => {
    const due = at('2026-11-23T16:00:00Z');
    const zone = 'America/Los_Angeles';
    const week = { from: '2026-11-16', to: '2026-11-22' };
    expect(weekDueAt(zone, due, due)).toEqual(week);
    expect(weekDueAt(zone, due, new Date(due.getTime() + 48 * hours))).toEqual(week);
    expect(weekDueAt(zone, due, new Date(due.getTime() + 49 * hours))).toBeNull();
  });

  it('is of each week once, however long workers rest', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kathmandu');
    const rests = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 60 });
    fc.assert(
      fc.property(zone, rests, (timeZone, pauses) => {
        let now = at('2026-02-11T12:34:56Z');
        let due = nextDue(timeZone, now);
        const told: string[] = [];
        for (const pause of pauses) {
          now = new Date(now.getTime() + pause * hours);
          if (due > now) continue;
          const week = weekDueAt(timeZone, due, now);
          if (week) told.push(week.from);
          due = nextDue(timeZone, now);
          expect(due.getTime()).toBeGreaterThan(now.getTime());
          expect(due.getTime() - now.getTime()).toBeLessThanOrEqual(8 * 24 * hours);
        }
        expect(new Set(told).size).toBe(told.length);
        expect(told.toSorted()).toEqual(told);
      }),
    );
  });
});
