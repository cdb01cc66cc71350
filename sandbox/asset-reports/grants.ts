import { createToken } from '../ids.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Call } from '../plaid/operation.ts';
import { findReport, type Report } from './report.ts';

type Kind = 'audit_copy' | 'relay';

interface Grant {
  token: string;
  report: Report;
}

interface GrantRow {
  grant_token: string;
  asset_report_id: string;
}

/** Lets somebody else read a report: a named client, or with `reader` null whoever holds the token. */
export function grantReport(call: Call, kind: Kind, report: Report, reader: string | null): string {
  const token = createToken(kind === 'relay' ? 'credit-relay' : 'a');
  call.sandbox.db.run(
    'INSERT INTO asset_report_grants VALUES (?, ?, ?, ?, ?)',
    token,
    kind,
    report.reportId,
    call.clientId,
    reader,
  );
  return token;
}

/** The report behind a token, for the client that gave it and the one it was given to. */
export function requireGrant(call: Call, kind: Kind, token: string): Grant {
  const row = call.sandbox.db.get<GrantRow>(
    `SELECT grant_token, asset_report_id FROM asset_report_grants
     WHERE grant_token = ?1 AND kind = ?2 AND (client_id = ?3 OR reader_client_id IS NULL OR reader_client_id = ?3)`,
    token,
    kind,
    call.clientId,
  );
  const report = row ? findReport(call.sandbox.db, row.asset_report_id) : null;
  if (!row || !report) {
    throw kind === 'audit_copy'
      ? new PlaidFailure('INVALID_AUDIT_COPY_TOKEN')
      : new PlaidFailure('INVALID_FIELD', { message: 'could not find matching relay token' });
  }
  return { token: row.grant_token, report };
}

/** A relay that was refreshed shows the new report under its old token. */
export function replaceGrantedReport(call: Call, grant: Grant, report: Report): void {
  call.sandbox.db.run(
    'UPDATE asset_report_grants SET asset_report_id = ? WHERE grant_token = ?',
    report.reportId,
    grant.token,
  );
}

export function removeGrant(call: Call, kind: Kind, token: string): void {
  const grant = requireGrant(call, kind, token);
  call.sandbox.db.run('DELETE FROM asset_report_grants WHERE grant_token = ?', grant.token);
}
