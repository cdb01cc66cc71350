import { CountryCode } from 'plaid';
import { describe, expect, it } from 'vitest';
import { openLink, requireStep } from '../testing/link-session.ts';
import { openTestSandbox } from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();

async function comeBack(phone: string) {
  const link = await openLink(sandbox);
  requireStep(await link.take('phone', { phone }), 'otp');
  return { link, answer: await link.take('otp', { code: '123456' }) };
}

describe('a returning person', () => {
  it('shares remembered accounts without a password', async () => {
    const { link, answer } = await comeBack('415-555-0011');
    const { institutions } = requireStep(answer, 'saved');
    expect(institutions.map(({ name }) => name)).toEqual(['First Platypus Bank', 'Tartan Bank']);
    const view = requireStep(await link.take('saved', { institutionId: 'ins_109511' }), 'accounts');
    expect(view).toMatchObject({ isSaved: true, institution: { name: 'Tartan Bank' } });
    expect(view.accounts.map(({ mask }) => mask)).toEqual(['0000', '1111']);
    const accountIds = view.accounts.map(({ id }) => id);
    expect(requireStep(await link.take('accounts', { accountIds }), 'finished').added).toBe(1);
  });

  it.each(['+1 (415) 555-0011', '4155550011', '1-415-555-0011'])('may write %s', async (phone) => {
    const { answer } = await comeBack(phone);
    requireStep(answer, 'saved');
  });

  it.each([
    ['415-555-0010', null, 'institution'],
    ['415-555-0012', 'ins_109508', 'accounts'],
    ['415-555-0013', 'ins_127287', 'oauth'],
    ['415-555-0014', 'ins_109508', 'credentials'],
    ['415-555-0015', 'ins_109508', 'finished'],
  ] as const)('with %s and bank %s comes to %s', async (phone, institutionId, step) => {
    const { link, answer } = await comeBack(phone);
    requireStep(institutionId ? await link.take('saved', { institutionId }) : answer, step);
  });

  it('may take another bank all the same', async () => {
    const { link } = await comeBack('415-555-0011');
    requireStep(await link.take('skip-phone'), 'institution');
    const strange = await link.take('saved', { institutionId: 'ins_109508' });
    expect(strange.error).toBeDefined();
  });

  it('is refused at the third wrong code, and goes on as a guest', async () => {
    const link = await openLink(sandbox);
    await link.take('phone', { phone: '415-555-0011' });
    const codes = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      codes.push((await link.take('otp', { code: '000000' })).error?.error_code);
    }
    expect(codes).toEqual(['INVALID_OTP', 'INVALID_OTP', 'PROFILE_AUTHENTICATION_FAILED']);
    const late = await link.take('otp', { code: '123456' });
    expect(late.error?.error_code).toBe('PROFILE_AUTHENTICATION_FAILED');
    requireStep(await link.take('skip-phone'), 'institution');
  });

  it('is known by the documented numbers only', async () => {
    const link = await openLink(sandbox);
    const refused = await link.take('phone', { phone: '415-555-9999' });
    expect(refused.error?.error_code).toBe('INVALID_PHONE_NUMBER');
  });

  it('gets the code at once when the application has verified the number', async () => {
    const known = await openLink(sandbox, {
      user: {
        client_user_id: 'user-1',
        phone_number: '+14155550011',
        phone_number_verified_time: '2026-01-01T00:00:00Z',
      },
    });
    expect(requireStep(known.start, 'otp')).toMatchObject({ isAutomatic: true });
    const unverified = await openLink(sandbox, {
      user: { client_user_id: 'user-1', phone_number: '+14155550011' },
    });
    expect(requireStep(unverified.start, 'phone').phone).toBe('+14155550011');
  });

  it('is not asked for outside the United States', async () => {
    const { start } = await openLink(sandbox, { country_codes: [CountryCode.Ca] });
    requireStep(start, 'institution');
  });
});
