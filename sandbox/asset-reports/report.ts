import { randomUUID } from 'node:crypto';
import type { AssetReport, AssetReportUser, PlaidError, Warning } from 'plaid';
import { createToken } from '../ids.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Call } from '../plaid/operation.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Database } from '../store/database.ts';

/** What a report is made from. */
export interface ReportOrder {
  itemIds: string[];
  excludedAccountIds: string[];
  daysRequested: number;
  clientReportId: string | null;
  webhook: string | null;
  user: Wire<AssetReportUser>;
  /** Balances and owners ahead of the rest. */
  withFastReport: boolean;
  withInvestments: boolean;
  requireAllItems: boolean;
}

export interface ReportContent {
  report: Wire<AssetReport>;
  warnings: Wire<Warning>[];
}

export interface Report {
  reportId: string;
  token: string;
  clientId: string;
  userId: string | null;
  order: ReportOrder;
  state: 'pending' | 'fast' | 'ready' | 'failed';
  content: ReportContent | null;
  error: Wire<PlaidError> | null;
}

interface ReportRow {
  asset_report_id: string;
  asset_report_token: string;
  client_id: string;
  user_id: string | null;
  order_json: string;
  state: Report['state'];
  content_json: string | null;
  error_json: string | null;
}

/** Takes an order; the report is put together later. A filtered report brings its content along. */
export function orderReport(
  sandbox: Sandbox,
  owner: { clientId: string; userId: string | null },
  order: ReportOrder,
  content?: (reportId: string) => ReportContent,
): Report {
  const { db, clock, config } = sandbox;
  const now = clock.now();
  const reportId = randomUUID();
  const report: Report = {
    reportId,
    token: createToken('assets'),
    ...owner,
    order,
    state: 'pending',
    content: content?.(reportId) ?? null,
    error: null,
  };
  db.run(
    `INSERT INTO asset_reports (asset_report_id, asset_report_token, client_id, user_id, order_json, created_at,
       state, due_at, content_json) VALUES (?, ?, ?, ?, ?, ?, 'pending', ?, ?)`,
    report.reportId,
    report.token,
    report.clientId,
    report.userId,
    JSON.stringify(order),
    now,
    now + config.initialDelayMs,
    report.content === null ? null : JSON.stringify(report.content),
  );
  sandbox.scheduler.wake();
  return report;
}

export function requireReport(call: Call, token: string): Report {
  const row = call.sandbox.db.get<ReportRow>(
    'SELECT * FROM asset_reports WHERE asset_report_token = ? AND client_id = ?',
    token,
    call.clientId,
  );
  if (!row) {
    throw new PlaidFailure('INVALID_FIELD', {
      message: 'could not find matching asset report token',
    });
  }
  return toReport(row);
}

/** The user's latest report. */
export function requireReportOfUser(db: Database, userId: string): Report {
  const row = db.get<ReportRow>(
    'SELECT * FROM asset_reports WHERE user_id = ? ORDER BY created_at DESC, rowid DESC LIMIT 1',
    userId,
  );
  if (!row) {
    throw new PlaidFailure('INVALID_FIELD', { message: 'the user has no asset report' });
  }
  return toReport(row);
}

export function findReport(db: Database, reportId: string): Report | null {
  const row = db.get<ReportRow>('SELECT * FROM asset_reports WHERE asset_report_id = ?', reportId);
  return row ? toReport(row) : null;
}

/** Reports whose state is to change by now. */
export function listDueReports(db: Database, now: number, limit: number): Report[] {
  return db
    .all<ReportRow>(
      'SELECT * FROM asset_reports WHERE due_at <= ? ORDER BY due_at, rowid LIMIT ?',
      now,
      limit,
    )
    .map(toReport);
}

/** `dueAt` null: this state is the last one. */
export function saveState(
  db: Database,
  report: Pick<Report, 'reportId' | 'state' | 'content' | 'error'>,
  dueAt: number | null,
): void {
  db.run(
    `UPDATE asset_reports SET state = ?, content_json = ?, error_json = ?, due_at = ?
     WHERE asset_report_id = ?`,
    report.state,
    report.content === null ? null : JSON.stringify(report.content),
    report.error === null ? null : JSON.stringify(report.error),
    dueAt,
    report.reportId,
  );
}

/** The audit copies and relays of it end with it. */
export function removeReport(db: Database, report: Report): void {
  db.transaction(() => {
    db.run('DELETE FROM asset_report_grants WHERE asset_report_id = ?', report.reportId);
    db.run('DELETE FROM asset_reports WHERE asset_report_id = ?', report.reportId);
  });
}

function toReport(row: ReportRow): Report {
  return {
    reportId: row.asset_report_id,
    token: row.asset_report_token,
    clientId: row.client_id,
    userId: row.user_id,
    order: JSON.parse(row.order_json) as ReportOrder,
    state: row.state,
    content: row.content_json === null ? null : (JSON.parse(row.content_json) as ReportContent),
    error: row.error_json === null ? null : (JSON.parse(row.error_json) as Wire<PlaidError>),
  };
}
