import type { LinkEvent, LinkTokenGetSessionsResponse } from 'plaid';
import { toDateTime } from '../dates.ts';
import type { Wire } from '../plaid/wire.ts';
import type { Sandbox } from '../sandbox.ts';
import { listIncomeResultsOf } from './income.ts';
import type { Outcome } from './session.ts';

const maxSessions = 50;

interface SessionRow {
  link_session_id: string;
  started_at: number;
  finished_at: number | null;
  outcome_json: string | null;
}

interface EventRow {
  event_id: string;
  event_name: string;
  timestamp: string;
  metadata_json: string;
}

/** What `/link/token/get` tells of the sessions of a link token, newest first. */
export function listWireSessions(
  sandbox: Sandbox,
  linkToken: string,
): Wire<LinkTokenGetSessionsResponse>[] {
  const rows = sandbox.db.all<SessionRow>(
    `SELECT link_session_id, started_at, finished_at, outcome_json FROM link_sessions
     WHERE link_token = ? ORDER BY started_at DESC, rowid DESC LIMIT ?`,
    linkToken,
    maxSessions,
  );
  return rows.map((row) => ({
    link_session_id: row.link_session_id,
    started_at: toDateTime(row.started_at),
    finished_at: row.finished_at === null ? null : toDateTime(row.finished_at),
    events: listWireEvents(sandbox, row.link_session_id),
    ...describeOutcome(sandbox, row),
  }));
}

function describeOutcome(
  sandbox: Sandbox,
  row: SessionRow,
): Partial<Wire<LinkTokenGetSessionsResponse>> {
  const outcome = row.outcome_json === null ? null : (JSON.parse(row.outcome_json) as Outcome);
  if (outcome === null) {
    return { on_success: null, on_exit: null, exit: null, results: null };
  }
  if (outcome.kind === 'exit') {
    const exit = {
      error: outcome.error,
      metadata: {
        institution: outcome.institution,
        link_session_id: row.link_session_id,
        request_id: outcome.requestId,
        ...(outcome.status === null ? {} : { status: outcome.status }),
      },
    };
    return { on_success: null, on_exit: exit, exit, results: null };
  }
  const { items } = outcome;
  const [only] = items;
  return {
    // Told of one Item only; with several there is no single token to name.
    on_success:
      only && items.length === 1
        ? {
            public_token: only.publicToken,
            metadata: {
              institution: only.institution,
              accounts: only.accounts,
              link_session_id: row.link_session_id,
              transfer_status: null,
            },
          }
        : null,
    on_exit: null,
    exit: null,
    results: {
      item_add_results: items.map(({ publicToken, accounts, institution }) => ({
        public_token: publicToken,
        accounts,
        institution,
      })),
      cra_item_add_results: [],
      cra_update_results: [],
      ...listIncomeResultsOf(sandbox, row.link_session_id),
    },
  };
}

/** What happened in a session, newest first. */
export function listWireEvents(sandbox: Sandbox, sessionId: string): Wire<LinkEvent>[] {
  return sandbox.db
    .all<EventRow>(
      `SELECT event_id, event_name, timestamp, metadata_json FROM link_events
       WHERE link_session_id = ? ORDER BY position DESC`,
      sessionId,
    )
    .map((row) => ({
      event_id: row.event_id,
      event_name: row.event_name,
      timestamp: row.timestamp,
      event_metadata: JSON.parse(row.metadata_json) as Wire<LinkEvent>['event_metadata'],
    }));
}
