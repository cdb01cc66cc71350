import { describe, expect, it } from 'vitest';
import { describeExit, findSilentBank, type LinkExit } from './exit-words.ts';

const left: LinkExit = {
  status: null,
  error: null,
  institution: { id: 'ins_1', name: 'Gull Bank' },
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

  it.each([
    ['down', 'Nobody can sign in.', 'Nobody can sign in.', false],
    ['healthy', 'No trouble for others.', 'No trouble for others.', true],
    ['unknown', null, 'not yours. Try again in an hour', true],
  ] as const)('tells how a silent bank is for others: %s', (level, text, said, again) => {
    const exit = failed('INSTITUTION_NOT_RESPONDING');
    expect(findSilentBank(exit)).toBe('ins_1');
    const words = describeExit(exit, 'link', { level, text });
    expect(words).toMatchObject({ title: 'Gull Bank is not answering', again });
    expect(words?.description).toContain(said);
    expect(words?.description).toContain('Nothing was linked. Plaid’s reference');
  });

  it('asks how a bank is only when it was silent', () => {
    expect(findSilentBank(left)).toBeNull();
    expect(findSilentBank(failed('INVALID_CREDENTIALS'))).toBeNull();
    expect(findSilentBank({ ...failed('INSTITUTION_DOWN'), institution: null })).toBeNull();
    expect(describeExit(failed('INSTITUTION_DOWN'), 'link')?.description).toContain('not yours');
  });

  it('says of a repair that nothing is lost', () => {
    expect(describeExit(failed('INVALID_CREDENTIALS'), 'update')?.description).toContain(
      'Nothing is lost',
    );
  });
});
