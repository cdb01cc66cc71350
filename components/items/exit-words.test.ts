import { describe, expect, it } from 'vitest';
import { describeExit, type LinkExit } from './exit-words.ts';

const left: LinkExit = {
  status: null,
  error: null,
  linkSessionId: 'session-1',
  requestId: 'request-1',
};
const failed = (code: string, display: string | null = null) => ({
  ...left,
  error: { code, display },
});

describe('leaving Link', () => {
  it('needs no words when somebody just left', () => {
    expect(describeExit(left, 'link')).toBeNull();
  });

  // Every status of Plaid's.
  it.each([
    'requires_questions',
    'requires_selections',
    'requires_code',
    'choose_device',
    'requires_credentials',
    'requires_account_selection',
    'requires_oauth',
    'institution_not_found',
    'institution_not_supported',
  ])('%s says where one was and that Link can be opened again', (status) => {
    const words = describeExit({ ...left, status }, 'link');
    expect(words).toMatchObject({ tone: 'neutral', again: true });
    expect(words?.description).toContain('Nothing was linked.');
    expect(words?.description).not.toContain('request-1');
  });

  it('names what went wrong, and Plaid’s reference for whoever is asked', () => {
    const words = describeExit(
      { ...failed('ITEM_LOCKED'), status: 'requires_credentials' },
      'link',
    );
    expect(words).toMatchObject({ tone: 'danger', again: false });
    expect(words?.title).toBe('The bank has locked your login');
    expect(words?.description).toContain('Plaid’s reference: request-1.');
  });

  it('falls back to Plaid’s words for people, or names the code', () => {
    expect(describeExit(failed('SOMETHING_NEW', 'Ask your bank.'), 'link')?.description).toContain(
      'Ask your bank.',
    );
    expect(describeExit(failed('SOMETHING_NEW'), 'link')?.description).toContain('SOMETHING_NEW');
  });

  it('says of a repair that nothing is lost', () => {
    expect(describeExit(failed('INVALID_CREDENTIALS'), 'update')?.description).toContain(
      'Nothing is lost',
    );
  });
});
