import { describe, expect, it } from 'vitest';
import { notificationChannels, notificationKinds } from './contract.ts';
import { completePreferences, isWanted } from './preferences.ts';

describe('preferences', () => {
  it('are complete before anything was decided, with everything on', () => {
    const all = completePreferences([]);
    expect(all).toHaveLength(notificationKinds.length * notificationChannels.length);
    expect(all.every(({ enabled }) => enabled)).toBe(true);
  });

  it('give the member’s word precedence, for that kind on that channel alone', () => {
    const decisions = [{ kind: 'connection_broken', channel: 'email', enabled: false }];
    expect(isWanted(decisions, 'connection_broken', 'email')).toBe(false);
    expect(isWanted(decisions, 'connection_broken', 'in_app')).toBe(true);
    expect(isWanted(decisions, 'connection_expiring', 'email')).toBe(true);
    expect(completePreferences(decisions).filter(({ enabled }) => !enabled)).toEqual(decisions);
  });

  it('ignore decisions about kinds that are no more', () => {
    const decisions = [{ kind: 'gone', channel: 'email', enabled: false }];
    expect(completePreferences(decisions)).toEqual(completePreferences([]));
  });
});
