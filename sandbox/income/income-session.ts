import type { CreditSessionBankIncomeStatus } from 'plaid';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Database } from '../store/database.ts';

/** Where a person's income was read: deposits at a bank, an employer's payroll, or uploaded documents. */
export type IncomeSource = 'bank' | 'payroll' | 'document';

/** One Item whose income a person agreed to share in a session of Link. */
export interface IncomeResult {
  userId: string;
  source: IncomeSource;
  itemId: string;
  institutionId: string;
  /** Link's session; results of one session make one report. */
  sessionId: string;
  startedAt: number;
  publicToken: string;
  status: Wire<CreditSessionBankIncomeStatus>;
  /** How far back bank income looks. */
  daysRequested: number;
  recordedAt: number;
}

interface IncomeRow {
  user_id: string;
  source: IncomeSource;
  item_id: string;
  institution_id: string;
  link_session_id: string;
  started_at: number;
  public_token: string;
  status: IncomeResult['status'];
  days_requested: number;
  recorded_at: number;
}

/**
 * Notes what a session of Link, or `/sandbox/public_token/create` in its place, has verified. From then on
 * `/credit/sessions/get` shows it and the user has a report. The same Item in the same session counts once.
 */
export function recordIncomeSession(
  sandbox: Sandbox,
  result: Omit<IncomeResult, 'recordedAt' | 'status' | 'daysRequested'> & {
    status?: IncomeResult['status'];
    daysRequested?: number | undefined;
  },
): void {
  sandbox.db.run(
    `INSERT OR REPLACE INTO income_results (user_id, source, item_id, institution_id, link_session_id, started_at,
       public_token, status, days_requested, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    result.userId,
    result.source,
    result.itemId,
    result.institutionId,
    result.sessionId,
    result.startedAt,
    result.publicToken,
    result.status ?? 'APPROVED',
    result.daysRequested ?? defaultIncomeDays,
    sandbox.clock.now(),
  );
}

/** A user's verified income, the latest session first; within a session in the order of linking. */
export function listIncomeResults(db: Database, userId: string): IncomeResult[] {
  return db
    .all<IncomeRow>(
      'SELECT * FROM income_results WHERE user_id = ? ORDER BY started_at DESC, link_session_id, recorded_at, rowid',
      userId,
    )
    .map(toIncomeResult);
}

/** What one session of Link has verified, in the order of linking. */
export function listIncomeOfSession(db: Database, sessionId: string): IncomeResult[] {
  return db
    .all<IncomeRow>(
      'SELECT * FROM income_results WHERE link_session_id = ? ORDER BY recorded_at, rowid',
      sessionId,
    )
    .map(toIncomeResult);
}

function toIncomeResult(row: IncomeRow): IncomeResult {
  return {
    userId: row.user_id,
    source: row.source,
    itemId: row.item_id,
    institutionId: row.institution_id,
    sessionId: row.link_session_id,
    startedAt: row.started_at,
    publicToken: row.public_token,
    status: row.status,
    daysRequested: row.days_requested,
    recordedAt: row.recorded_at,
  };
}

/** What Plaid looks at when a link token names no number of days. */
const defaultIncomeDays = 120;
