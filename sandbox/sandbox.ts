import type { Clock } from './clock.ts';
import type { SandboxConfig } from './config.ts';
import type { FaultList } from './faults/fault-list.ts';
import type { RequestLog } from './http/request-log.ts';
import type { RateLimiter } from './rate-limits/rate-limiter.ts';
import type { Scheduler } from './schedule/scheduler.ts';
import type { Database } from './store/database.ts';
import type { Disturbance } from './webhooks/disturbance.ts';

/** One running sandbox: what every operation may reach. Nothing here is global, so tests run several. */
export interface Sandbox {
  config: SandboxConfig;
  /** Where it listens, once it does: addresses handed out begin with it. */
  url: string;
  db: Database;
  clock: Clock;
  scheduler: Scheduler;
  faults: FaultList;
  disturbance: Disturbance;
  rateLimits: RateLimiter;
  requests: RequestLog;
}
