import { describe, expect, it } from 'vitest';
import { describeInstitutionHealth, reportHealth } from './health-words.ts';

const now = new Date('2026-11-21T12:00:00Z');
const checked = (loginHealth: Health, updateHealth: Health, hoursAgo = 1) =>
  describeInstitutionHealth(
    { loginHealth, updateHealth, healthCheckedAt: new Date(now.getTime() - hoursAgo * 3_600_000) },
    now,
  );
type Health = 'healthy' | 'degraded' | 'down' | null;

describe('describeInstitutionHealth', () => {
  it.each<[Health, Health, string | null, RegExp]>([
    ['healthy', 'healthy', null, /^$/],
    [null, null, null, /^$/],
    ['down', 'healthy', 'down', /Nobody can sign in/],
    ['down', 'down', 'down', /Nobody can sign in/],
    ['healthy', 'down', 'down', /nothing new/],
    ['degraded', 'down', 'down', /nothing new/],
    ['degraded', 'healthy', 'degraded', /many people/],
    ['healthy', 'degraded', 'degraded', /late for everybody/],
    [null, 'degraded', 'degraded', /late for everybody/],
  ])('of logins %s and updates %s says %s', (logins, updates, level, text) => {
    const said = checked(logins, updates);
    expect(said?.level ?? null).toBe(level);
    expect(said?.text ?? '').toMatch(text);
  });

  it('says nothing of what was asked long ago, or never', () => {
    expect(checked('down', 'down', 49)).toBeNull();
    const never = { loginHealth: 'down', updateHealth: 'down', healthCheckedAt: null } as const;
    expect(describeInstitutionHealth(never, now)).toBeNull();
  });
});

describe('reportHealth', () => {
  it.each<[Health, Health, string, RegExp | null]>([
    ['down', 'down', 'down', /try later\.$/],
    ['healthy', 'down', 'down', /Try again in an hour\.$/],
    ['degraded', 'healthy', 'degraded', /many people .* Try again in an hour\.$/],
    ['healthy', 'healthy', 'healthy', /no trouble there for others: try again in a few minutes/],
    ['healthy', null, 'healthy', /no trouble/],
    [null, null, 'unknown', null],
  ])(
    'of logins %s and updates %s says %s, and what to do',
    (loginHealth, updateHealth, level, text) => {
      const facts = { loginHealth, updateHealth, healthCheckedAt: now };
      const report = reportHealth(facts, now);
      expect(report.level).toBe(level);
      if (text) expect(report.text).toMatch(text);
      else expect(report.text).toBeNull();
    },
  );
});
