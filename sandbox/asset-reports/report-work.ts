import { logFailure } from '../log.ts';
import { PlaidFailure } from '../plaid/failure.ts';
import type { Sandbox } from '../sandbox.ts';
import type { DueWork } from '../schedule/scheduler.ts';
import { enqueueClientWebhook } from '../webhooks/outbox.ts';
import { composeReport } from './compose-report.ts';
import { listDueReports, type Report, saveState } from './report.ts';

const batchSize = 20;

/** Puts reports together when their time has come, and tells the receiver of each. */
export function createReportWork(sandbox: Sandbox): DueWork {
  const { db } = sandbox;
  return {
    nextDueAt: () =>
      db.get<{ at: number | null }>('SELECT min(due_at) AS at FROM asset_reports')?.at ?? null,
    runDue: (now) => {
      for (const report of listDueReports(db, now, batchSize)) {
        try {
          db.transaction(() => advance(sandbox, report));
        } catch (error) {
          // Left due, the report would fail again at once, for ever.
          logFailure(`asset report ${report.reportId} failed`, error);
          saveState(db, { ...fail(report, []), content: null }, null);
        }
      }
    },
  };
}

/** One step: to the fast version, or to the end. */
function advance(sandbox: Sandbox, report: Report): void {
  const composed = compose(sandbox, report);
  if (composed.state === 'fast') {
    const { initialDelayMs, historicalDelayMs } = sandbox.config;
    const dueAt = sandbox.clock.now() + historicalDelayMs - initialDelayMs;
    saveState(sandbox.db, composed, dueAt);
  } else {
    saveState(sandbox.db, composed, null);
  }
  announce(sandbox, composed);
}

function compose(sandbox: Sandbox, report: Report): Report {
  if (report.content !== null) {
    return { ...report, state: 'ready' };
  }
  const { content, causes } = composeReport(sandbox, report);
  if (content === null) {
    return fail(report, causes);
  }
  return { ...report, content, state: report.order.withFastReport ? 'fast' : 'ready' };
}

function fail(report: Report, causes: ReturnType<typeof composeReport>['causes']): Report {
  const { request_id: _none, ...error } = new PlaidFailure('DATA_UNAVAILABLE', { causes }).toWire(
    '',
  );
  return { ...report, state: 'failed', error: { ...error, status: 400 } };
}

function announce(sandbox: Sandbox, report: Report): void {
  const { clientId, reportId, order, userId } = report;
  const about = { asset_report_id: reportId, ...(userId === null ? {} : { user_id: userId }) };
  const receiver = { clientId, url: order.webhook };
  if (report.state === 'failed') {
    enqueueClientWebhook(sandbox, receiver, {
      webhook_type: 'ASSETS',
      webhook_code: 'ERROR',
      error: report.error,
      ...about,
    });
    return;
  }
  enqueueClientWebhook(sandbox, receiver, {
    webhook_type: 'ASSETS',
    webhook_code: 'PRODUCT_READY',
    report_type: report.state === 'fast' ? 'FAST' : 'FULL',
    ...about,
  });
}
