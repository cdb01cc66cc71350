import { describe, expect, it } from 'vitest';
import { moneyKinds, notificationChannels, notificationKinds } from './kinds.ts';
import { completePreferences, isWanted, wantedKinds } from './preferences.ts';

describe('preferences', () => {
  it('are complete before anything was decided, with all on but mails with amounts and the week', () => {
    const all = completePreferences([]);
    expect(all).toHaveLength(notificationKinds.length * notificationChannels.length);
    const off = moneyKinds.map((kind) => ({ kind, channel: 'email', enabled: false }));
    const week = ['in_app', 'push'].map((channel) => ({
      kind: 'weekly_summary',
      channel,
      enabled: false,
    }));
    expect(all.filter(({ enabled }) => !enabled)).toEqual([
      ...off.slice(0, -1),
      ...week,
      ...off.slice(-1),
    ]);
  });

  it('give the member’s word precedence, for that kind on that channel alone', () => {
    const decisions = [{ kind: 'connection_broken', channel: 'email', enabled: false }];
    expect(isWanted(decisions, 'connection_broken', 'email')).toBe(false);
    expect(isWanted(decisions, 'connection_broken', 'in_app')).toBe(true);
    expect(isWanted(decisions, 'connection_expiring', 'email')).toBe(true);
    const before = completePreferences([]).filter(({ enabled }) => !enabled);
    const after = completePreferences(decisions).filter(({ enabled }) => !enabled);
    expect(after).toEqual([...before, ...decisions]);
    expect(wantedKinds([])).not.toContain('weekly_summary');
  });

  it('leave out what is heard of on no channel', () => {
    const decisions = ['in_app', 'push'].map((channel) => ({
      kind: 'over_budget',
      channel,
      enabled: false,
    }));
    expect(wantedKinds(decisions)).not.toContain('over_budget');
    expect(wantedKinds([])).toContain('over_budget');
  });

  it('ignore decisions about kinds that are no more', () => {
    const decisions = [{ kind: 'gone', channel: 'email', enabled: false }];
    expect(completePreferences(decisions)).toEqual(completePreferences([]));
  });
});
