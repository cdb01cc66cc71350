import { findInstitution } from '../../institutions/institutions.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { StepView } from '../browser/protocol.ts';
import { asksForPayroll } from '../income.ts';
import { listOfferedAccounts } from '../offered-accounts.ts';
import { findProfile, type Profile } from '../profiles.ts';
import { type LinkSession, requireSession, saveProgress } from '../session.ts';
import { toTile } from '../tiles.ts';
import { openAccounts } from './choose-accounts.ts';
import { openBank, openSearch } from './choose-institution.ts';
import { complete } from './complete.ts';
import { openAuthType } from './numbers.ts';
import { openEmployers } from './payroll.ts';

/** The code every text message of the sandbox holds. */
const oneTimeCode = '123456';
const maxMisses = 3;

/** Whether the person is known; where Plaid remembers nobody, straight to the banks. */
export function openFirstStep(sandbox: Sandbox, session: LinkSession): StepView {
  const { request } = session.token;
  if (asksForPayroll(request)) {
    return openEmployers(sandbox, session);
  }
  if (!request.country_codes.includes('US')) {
    return openGuest(sandbox, session);
  }
  const phone = request.user?.phone_number ?? '';
  if (findProfile(phone) && request.user?.phone_number_verified_time) {
    return { ...openCode(sandbox, session, phone), isAutomatic: true };
  }
  saveProgress(sandbox, session, { step: 'phone' });
  return { step: 'phone', phone };
}

/** Other numbers than the documented ones reach nobody. */
export function submitPhone(sandbox: Sandbox, sessionId: string, phone: string): StepView {
  const session = requireSession(sandbox, sessionId, 'phone', 'otp');
  if (!findProfile(phone)) {
    throw new PlaidFailure('INVALID_PHONE_NUMBER');
  }
  return openCode(sandbox, session, phone);
}

export function skipPhone(sandbox: Sandbox, sessionId: string): StepView {
  return openGuest(sandbox, requireSession(sandbox, sessionId, 'phone', 'otp', 'saved'));
}

/** Three wrong codes end the recognition, not the session: the person goes on as a guest. */
export function submitCode(sandbox: Sandbox, sessionId: string, code: string): StepView {
  const session = requireSession(sandbox, sessionId, 'otp');
  const profile = requireProfile(session);
  if (session.progress.misses >= maxMisses) {
    throw new PlaidFailure('PROFILE_AUTHENTICATION_FAILED');
  }
  if (code.trim() !== oneTimeCode) {
    const misses = session.progress.misses + 1;
    saveProgress(sandbox, session, { misses });
    throw new PlaidFailure(misses < maxMisses ? 'INVALID_OTP' : 'PROFILE_AUTHENTICATION_FAILED');
  }
  if (profile.institutionIds.length === 0) {
    return openGuest(sandbox, session);
  }
  saveProgress(sandbox, session, { step: 'saved' });
  return {
    step: 'saved',
    institutions: profile.institutionIds
      .map(findInstitution)
      .filter((institution) => institution !== undefined)
      .map((institution) => toTile(institution, session.token.request)),
  };
}

/** A remembered bank needs no password, unless it wants the person on its page or does not know the device. */
export function chooseSaved(sandbox: Sandbox, sessionId: string, institutionId: string): StepView {
  const session = requireSession(sandbox, sessionId, 'saved', 'accounts', 'credentials', 'oauth');
  const profile = requireProfile(session);
  const institution = findInstitution(institutionId);
  if (!institution || !profile.institutionIds.includes(institutionId)) {
    throw new PlaidFailure('INVALID_INSTITUTION');
  }
  const chosen = saveProgress(sandbox, session, { institutionId });
  if (institution.oauth || profile.isNewDevice) {
    return openBank(sandbox, chosen);
  }
  const known = saveProgress(sandbox, chosen, { username: 'user_good', password: 'pass_good' });
  if (!profile.picksAccounts) {
    return openAccounts(sandbox, known, profile.masks);
  }
  const remembered = listOfferedAccounts(sandbox, known).filter(({ mask }) =>
    profile.masks.includes(mask ?? ''),
  );
  return remembered.length > 0
    ? complete(
        sandbox,
        known,
        remembered.map(({ account_id }) => account_id),
      )
    : openAccounts(sandbox, known);
}

function openCode(
  sandbox: Sandbox,
  session: LinkSession,
  phone: string,
): Extract<StepView, { step: 'otp' }> {
  saveProgress(sandbox, session, { step: 'otp', phone, misses: 0 });
  return { step: 'otp', phoneEnding: phone.slice(-4), hint: oneTimeCode, isAutomatic: false };
}

function openGuest(sandbox: Sandbox, session: LinkSession): StepView {
  const guest = saveProgress(sandbox, session, { phone: null });
  return session.token.request.auth?.auth_type_select_enabled
    ? openAuthType(sandbox, guest)
    : openSearch(sandbox, guest);
}

function requireProfile(session: LinkSession): Profile {
  const profile = findProfile(session.progress.phone ?? '');
  if (!profile) {
    throw new PlaidFailure('INVALID_PHONE_NUMBER');
  }
  return profile;
}
