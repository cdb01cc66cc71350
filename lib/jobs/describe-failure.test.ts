import { describe, expect, it } from 'vitest';
import { PlaidError } from '#lib/plaid/plaid-error';
import { describeFailure, keepFailureShort, readFailure } from './describe-failure.ts';

const secret = 'Corner Bakery 12.34 ana@example.com access-production-1';

function failWith(error: unknown): Promise<unknown> {
  return keepFailureShort(() => Promise.reject(error)).catch((thrown: unknown) => thrown);
}

describe('keepFailureShort', () => {
  it.each([
    ['a plain error', new Error(secret), /^Error at lib\/jobs\/describe-failure\.test\.ts:\d+$/],
    [
      'an error of Plaid',
      new PlaidError({ type: 'API', code: 'NO_ANSWER', message: secret }),
      /^PlaidError NO_ANSWER at lib\/jobs\/\S+:\d+$/,
    ],
    [
      'a refused value',
      Object.assign(new TypeError(secret), { code: 'P2002' }),
      /^TypeError P2002 at /,
    ],
    ['a code that says too much', Object.assign(new Error(secret), { code: secret }), /^Error$/],
    ['a name that says too much', Object.assign(new Error(''), { name: secret }), /^Error$/],
    ['no error at all', secret, /^Error$/],
  ])('keeps of %s what it was and where', async (_, thrown, expected) => {
    const failure = await failWith(thrown);
    if (!(failure instanceof Error)) throw new Error('Nothing was thrown.');
    expect(failure.message).toMatch(expected);
    expect(failure.cause).toBe(thrown);
    expect(readFailure(failure.message)).toBe(failure.message);
  });

  it('lets what goes well go', async () => {
    await expect(keepFailureShort(() => Promise.resolve())).resolves.toBeUndefined();
  });
});

describe('readFailure', () => {
  it.each([null, secret, `Error ${secret}`, 'Error at lib/a.ts:1\nand more', 'invalid input: "x"'])(
    'shows nothing of %s',
    (kept) => expect(readFailure(kept)).toBeNull(),
  );

  it('knows what describeFailure says', () => {
    expect(readFailure(describeFailure(new Error(secret)))).not.toBeNull();
  });
});
