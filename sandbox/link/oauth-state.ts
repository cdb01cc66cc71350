import { randomUUID } from 'node:crypto';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Sandbox } from '../sandbox.ts';

/** A visit to a bank's own page. */
export interface OauthState {
  oauthStateId: string;
  sessionId: string;
  institutionId: string;
  /** `used` once Link has drawn its conclusion. */
  state: 'open' | 'approved' | 'denied' | 'used';
  accountIds: string[];
}

interface OauthStateRow {
  oauth_state_id: string;
  link_session_id: string;
  institution_id: string;
  state: OauthState['state'];
  accounts_json: string | null;
}

export function createOauthState(
  sandbox: Sandbox,
  sessionId: string,
  institutionId: string,
): string {
  const oauthStateId = randomUUID();
  sandbox.db.run(
    "INSERT INTO oauth_states (oauth_state_id, link_session_id, institution_id, state) VALUES (?, ?, ?, 'open')",
    oauthStateId,
    sessionId,
    institutionId,
  );
  return oauthStateId;
}

export function requireOauthState(sandbox: Sandbox, oauthStateId: string): OauthState {
  const row = sandbox.db.get<OauthStateRow>(
    'SELECT * FROM oauth_states WHERE oauth_state_id = ?',
    oauthStateId,
  );
  if (!row) {
    throw new PlaidFailure('OAUTH_STATE_ID_NOT_FOUND');
  }
  return toOauthState(row);
}

/** The latest visit of a session: an older one was given up. */
export function requireLatestState(sandbox: Sandbox, sessionId: string): OauthState {
  const row = sandbox.db.get<OauthStateRow>(
    'SELECT * FROM oauth_states WHERE link_session_id = ? ORDER BY rowid DESC LIMIT 1',
    sessionId,
  );
  if (!row) {
    throw new PlaidFailure('OAUTH_STATE_ID_NOT_FOUND');
  }
  return toOauthState(row);
}

export function setOauthState(
  sandbox: Sandbox,
  oauthStateId: string,
  state: OauthState['state'],
  accountIds: string[] = [],
): void {
  sandbox.db.run(
    'UPDATE oauth_states SET state = ?, accounts_json = ? WHERE oauth_state_id = ?',
    state,
    JSON.stringify(accountIds),
    oauthStateId,
  );
}

function toOauthState(row: OauthStateRow): OauthState {
  return {
    oauthStateId: row.oauth_state_id,
    sessionId: row.link_session_id,
    institutionId: row.institution_id,
    state: row.state,
    accountIds: row.accounts_json === null ? [] : (JSON.parse(row.accounts_json) as string[]),
  };
}
