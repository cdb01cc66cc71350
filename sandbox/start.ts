import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { settleVerification } from './accounts/verification.ts';
import { createReportWork } from './asset-reports/report-work.ts';
import { Clock } from './clock.ts';
import type { SandboxConfig } from './config.ts';
import { FaultList } from './faults/fault-list.ts';
import { createRequestHandler } from './http/request-handler.ts';
import { RequestLog } from './http/request-log.ts';
import { giveConsentNotice } from './items/consent-expiry.ts';
import { breakLogin } from './items/login.ts';
import { purgeItem } from './items/remove-item.ts';
import { runProductUpdates } from './products/look.ts';
import { RateLimiter } from './rate-limits/rate-limiter.ts';
import type { Sandbox } from './sandbox.ts';
import { Scheduler } from './schedule/scheduler.ts';
import { createTimerWork } from './schedule/timers.ts';
import { completeStatementsRefresh } from './statements/complete-refresh.ts';
import { Database } from './store/database.ts';
import { runDailyUpdate, runHistoricalUpdate, runInitialUpdate } from './transactions/updates.ts';
import { createDeliveryWork } from './webhooks/delivery.ts';
import { Disturbance } from './webhooks/disturbance.ts';

export interface RunningSandbox {
  /** Where it listens, without a slash at the end: a Plaid client's base path. */
  url: string;
  close(): Promise<void>;
}

const idleConnectionMs = 75_000;

/** Starts a sandbox on its state folder and takes up whatever the last run left waiting. */
export async function startSandbox(config: SandboxConfig): Promise<RunningSandbox> {
  const db = new Database(config.stateDir);
  const clock = new Clock(db);
  const sandbox: Sandbox = {
    config,
    url: '',
    db,
    clock,
    scheduler: new Scheduler(clock),
    faults: new FaultList(),
    disturbance: new Disturbance(),
    rateLimits: new RateLimiter(),
    requests: new RequestLog(),
  };
  const server = createServer(createRequestHandler(sandbox));
  // Longer than the idle time of usual clients: with Node's 5 s they run into connections just closed.
  server.keepAliveTimeout = idleConnectionMs;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  }).catch((error: unknown) => {
    db.close();
    throw error;
  });
  sandbox.url = describeAddress(server.address() as AddressInfo);
  const timers = createTimerWork(db, {
    'initial-update': (itemId) => runInitialUpdate(sandbox, itemId),
    'historical-update': (itemId) => runHistoricalUpdate(sandbox, itemId),
    'daily-update': (itemId) => runDailyUpdate(sandbox, itemId),
    purge: (itemId) => purgeItem(sandbox, itemId),
    'login-expiry': (itemId) => breakLogin(sandbox, itemId),
    'statements-refresh': (itemId) => completeStatementsRefresh(sandbox, itemId),
    'consent-notice': (itemId) => giveConsentNotice(sandbox, itemId),
    'consent-expiry': (itemId) => breakLogin(sandbox, itemId, 'OAUTH_CONSENT_EXPIRED'),
    verification: (itemId) => settleVerification(sandbox, itemId),
    'product-update': (itemId) => runProductUpdates(sandbox, itemId),
  });
  const deliveries = createDeliveryWork(sandbox);
  sandbox.scheduler.start([timers, createReportWork(sandbox), deliveries]);

  return {
    url: sandbox.url,
    close: async () => {
      sandbox.scheduler.stop();
      server.closeIdleConnections();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, deliveries.abandon()]);
      db.close();
    },
  };
}

function describeAddress(address: AddressInfo): string {
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}
