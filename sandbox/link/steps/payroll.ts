import { findInstitution } from '../../institutions/institutions.ts';
import { PlaidFailure } from '../../plaid/failure.ts';
import type { Sandbox } from '../../sandbox.ts';
import type { StepView } from '../browser/protocol.ts';
import { listPayrollWays, payrollProviderId } from '../income.ts';
import { type LinkSession, requireSession, saveProgress } from '../session.ts';
import { toTile } from '../tiles.ts';
import { complete } from './complete.ts';

/** Pretended employers; all pay through the same provider. */
const employers = ['Harbor Lane Bakery', 'Northgate Clinic', 'Tidewater Logistics'];

/** The documented test login of the provider, and what it asks beyond. */
const login = { username: 'test-good', password: 'test' };
const lastDigits = '1234';

export function openEmployers(sandbox: Sandbox, session: LinkSession): StepView {
  const ways = listPayrollWays(session.token.request);
  if (!ways.login) {
    return openDocuments(sandbox, session);
  }
  saveProgress(sandbox, session, { step: 'employer', institutionId: null });
  return { step: 'employer', employers, takesDocuments: ways.documents };
}

/** The person names the employer, and signs in where it pays through. */
export function chooseEmployer(sandbox: Sandbox, sessionId: string): StepView {
  const session = requireSession(sandbox, sessionId, 'employer', 'payroll-login', 'payroll-proof');
  saveProgress(sandbox, session, { step: 'payroll-login', institutionId: payrollProviderId });
  return { step: 'payroll-login', institution: requireProvider(), hint: login };
}

/** A configuration of user_custom may stand in, so that its pay stubs are what is read. */
export function signInAtPayroll(
  sandbox: Sandbox,
  sessionId: string,
  username: string,
  password: string,
): StepView {
  const session = requireSession(sandbox, sessionId, 'payroll-login', 'payroll-proof');
  const isCustom = username.trim() === 'user_custom';
  if (!isCustom && (username.trim() !== login.username || password !== login.password)) {
    throw new PlaidFailure('INVALID_CREDENTIALS');
  }
  saveProgress(sandbox, session, {
    step: 'payroll-proof',
    username: isCustom ? 'user_custom' : 'user_good',
    password: isCustom ? password : 'pass_good',
  });
  return {
    step: 'challenge',
    institution: requireProvider(),
    type: 'questions',
    title: 'One more question',
    prompts: [
      { label: 'Last four digits of your Social Security number', options: [], hint: lastDigits },
    ],
  };
}

export function provePayroll(sandbox: Sandbox, sessionId: string, digits: string): StepView {
  const session = requireSession(sandbox, sessionId, 'payroll-proof');
  if (digits.trim() !== lastDigits) {
    throw new PlaidFailure('INVALID_MFA');
  }
  return complete(sandbox, session, null);
}

/** The person would rather hand in documents. */
export function chooseDocuments(sandbox: Sandbox, sessionId: string): StepView {
  const session = requireSession(sandbox, sessionId, 'employer', 'payroll-login', 'documents');
  if (!listPayrollWays(session.token.request).documents) {
    throw new PlaidFailure('INVALID_FIELD', { message: 'this session takes no documents' });
  }
  return openDocuments(sandbox, session);
}

/** Only the names arrive: what pretended documents say is made up, whatever was in the files. */
export function submitDocuments(sandbox: Sandbox, sessionId: string): StepView {
  const session = requireSession(sandbox, sessionId, 'documents');
  const handedIn = saveProgress(sandbox, session, {
    institutionId: payrollProviderId,
    username: 'user_good',
    password: 'pass_good',
    documents: true,
  });
  return complete(sandbox, handedIn, null);
}

function openDocuments(sandbox: Sandbox, session: LinkSession): StepView {
  saveProgress(sandbox, session, { step: 'documents' });
  return { step: 'documents' };
}

function requireProvider() {
  const provider = findInstitution(payrollProviderId);
  if (!provider) {
    throw new PlaidFailure('INVALID_INSTITUTION');
  }
  return toTile(provider);
}
