import { randomUUID } from 'node:crypto';
import type { LinkSessionSuccessMetadataAccount, PlaidError } from 'plaid';
import type { Challenge } from '../bank/sign-in.ts';
import { createId } from '../ids.ts';
import { findInstitution, type Institution } from '../institutions/institutions.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import { findLinkToken, type LinkToken } from './link-token.ts';

export type Step =
  | 'phone'
  | 'otp'
  | 'saved'
  | 'auth-type'
  | 'institution'
  | 'credentials'
  | 'oauth'
  | 'challenge'
  | 'accounts'
  | 'numbers'
  | 'deposit'
  | 'employer'
  | 'payroll-login'
  | 'payroll-proof'
  | 'documents'
  | 'added'
  | 'finished';

/** Where a person is in the flow. Kept with the session, so that a restart of the sandbox loses nobody. */
export interface Progress {
  step: Step;
  institutionId: string | null;
  /** The Item that will be made, or the one that update mode repairs. */
  itemId: string;
  username: string;
  password: string;
  challenge: Challenge | null;
  /** Which round of the bank's questions is being asked, from 0. */
  round: number;
  /** The number of a returning person; theirs for sure only once the step `otp` is behind them. */
  phone: string | null;
  /** Wrong codes given at the step at hand. */
  misses: number;
  /** The accounts chosen, while something about them is still to be asked. */
  accountIds: string[] | null;
  /** Pay is shown by documents instead of a login. */
  documents: boolean;
  /** Items made so far, when one session may make several. */
  added: AddedItem[];
}

interface LinkInstitution {
  name: string;
  institution_id: string;
}

export interface AddedItem {
  publicToken: string;
  /** Null for an account that was linked by its numbers. */
  institution: LinkInstitution | null;
  accounts: Required<Wire<LinkSessionSuccessMetadataAccount>>[];
}

/** How a session ended, in the words of the callbacks. */
export type Outcome =
  | { kind: 'success'; items: AddedItem[] }
  | {
      kind: 'exit';
      error: Wire<PlaidError> | null;
      institution: LinkInstitution | null;
      status: string | null;
      requestId: string;
    };

export interface LinkSession {
  sessionId: string;
  token: LinkToken;
  progress: Progress;
}

interface SessionRow {
  link_session_id: string;
  link_token: string;
  progress_json: string;
}

export function createSession(sandbox: Sandbox, token: LinkToken, progress: Progress): LinkSession {
  const sessionId = randomUUID();
  sandbox.db.run(
    'INSERT INTO link_sessions (link_session_id, link_token, started_at, progress_json) VALUES (?, ?, ?, ?)',
    sessionId,
    token.linkToken,
    sandbox.clock.now(),
    JSON.stringify(progress),
  );
  return { sessionId, token, progress };
}

/** The link token, while it is good. */
export function requireLinkToken(sandbox: Sandbox, linkToken: string): LinkToken {
  const token = findLinkToken(sandbox, linkToken);
  if (!token || token.expiresAt <= sandbox.clock.now()) {
    throw new PlaidFailure('INVALID_LINK_TOKEN');
  }
  return token;
}

/** The session at the step the call belongs to; a token that has run out meanwhile ends it. */
export function requireSession(sandbox: Sandbox, sessionId: string, ...steps: Step[]): LinkSession {
  const row = sandbox.db.get<SessionRow>(
    'SELECT link_session_id, link_token, progress_json FROM link_sessions WHERE link_session_id = ?',
    sessionId,
  );
  if (!row) {
    throw new PlaidFailure('INVALID_LINK_TOKEN');
  }
  const token = requireLinkToken(sandbox, row.link_token);
  const progress = JSON.parse(row.progress_json) as Progress;
  if (steps.length > 0 && !steps.includes(progress.step)) {
    throw new PlaidFailure('INVALID_FIELD', {
      message: `the session is at step ${progress.step}, not at ${steps.join(' or ')}`,
    });
  }
  return { sessionId, token, progress };
}

export function saveProgress(
  sandbox: Sandbox,
  session: LinkSession,
  change: Partial<Progress>,
): LinkSession {
  const progress = { ...session.progress, ...change };
  sandbox.db.run(
    'UPDATE link_sessions SET progress_json = ? WHERE link_session_id = ?',
    JSON.stringify(progress),
    session.sessionId,
  );
  return { ...session, progress };
}

/** Ends a session once; false when it had ended before. */
export function finishSession(sandbox: Sandbox, session: LinkSession, outcome: Outcome): boolean {
  // The login has been handed over: the session keeps no copy of it.
  const progress: Progress = { ...session.progress, step: 'finished', username: '', password: '' };
  const changed = sandbox.db.run(
    `UPDATE link_sessions SET progress_json = ?, outcome_json = ?, finished_at = ?
     WHERE link_session_id = ? AND finished_at IS NULL`,
    JSON.stringify(progress),
    JSON.stringify(outcome),
    sandbox.clock.now(),
    session.sessionId,
  );
  return changed > 0;
}

/** Where a session, or the next Item of one, begins. */
export function freshProgress(): Progress {
  return {
    step: 'institution',
    institutionId: null,
    itemId: createId(),
    username: '',
    password: '',
    challenge: null,
    round: 0,
    phone: null,
    misses: 0,
    accountIds: null,
    documents: false,
    added: [],
  };
}

export function requireInstitution(session: LinkSession): Institution {
  const institution = findInstitution(session.progress.institutionId ?? '');
  if (!institution) {
    throw new PlaidFailure('INVALID_INSTITUTION');
  }
  return institution;
}
