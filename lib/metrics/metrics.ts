import 'server-only';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds; 0.3 and 0.8 are what is promised of one in twenty and one in a hundred. */
const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.5, 3, 10];
/** Seconds, up to where a call of Plaid's is given up. */
const plaidBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30];
/** Seconds, up to an import or an archive of years. */
const jobBuckets = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900];

// On globalThis because the server's start-up code and its routes are bundled apart, each with a
// copy of this module, and all of them count the same.
const holder = globalThis as { plumblineMetrics?: Metrics };

export type Metrics = ReturnType<typeof createMetrics>;

/**
 * What this process counts. Labels are names from our own code, or of a shape and a number that are
 * limited (bound-label.ts): never a household, a person, a connection, an address or a text.
 */
export function metrics(): Metrics {
  holder.plumblineMetrics ??= createMetrics();
  return holder.plumblineMetrics;
}

/** A registry with all of them at nothing. */
export function createMetrics() {
  const registry = new Registry();
  const counters = createCounters([registry]);
  // A series that begins at one shows no increase: the first of these would go unheard.
  for (const outcome of webhookOutcomes) counters.webhooks.inc({ outcome }, 0);
  return { registry, ...counters, ...createGauges([registry]) };
}

/**
 * From here on Node's own figures are among them. Only for who is asked for them: the delay of the event loop is
 * measured a hundred times a second, which was most of what a process did while nobody was there.
 */
export function measureNode(): void {
  const { registry } = metrics();
  if (!registry.getSingleMetric('process_cpu_seconds_total')) {
    collectDefaultMetrics({ register: registry });
  }
}

const webhookOutcomes = ['accepted', 'refused', 'unavailable', 'failed'];

function createCounters(registers: Registry[]) {
  return {
    requests: new Counter({
      name: 'plumbline_http_requests_total',
      help: 'Requests answered, by route as in the file tree.',
      labelNames: ['route', 'method', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'plumbline_http_request_duration_seconds',
      help: 'From the first byte of a request to the last of its answer; event streams apart.',
      labelNames: ['route', 'method'],
      buckets: requestBuckets,
      registers,
    }),
    webhooks: new Counter({
      name: 'plumbline_webhooks_total',
      help: 'Webhooks taken in. accepted: kept, with the work that they ask for.',
      labelNames: ['outcome'],
      registers,
    }),
    eventDeliveries: new Counter({
      name: 'plumbline_event_deliveries_total',
      help: 'Tries to tell an address of a member of an event, by what came of them.',
      labelNames: ['outcome'],
      registers,
    }),
    plaidCalls: new Counter({
      name: 'plumbline_plaid_calls_total',
      help: "Calls of Plaid's API; outcome is ok or the error_code.",
      labelNames: ['endpoint', 'outcome'],
      registers,
    }),
    plaidSeconds: new Histogram({
      name: 'plumbline_plaid_call_duration_seconds',
      help: 'From sending a call of Plaid to its answer, without waiting for its turn.',
      labelNames: ['endpoint'],
      buckets: plaidBuckets,
      registers,
    }),
    plaidRateLimited: new Counter({
      name: 'plumbline_plaid_rate_limited_total',
      help: 'Calls that were too many: plaid answered 429, or we held them back ourselves.',
      labelNames: ['endpoint', 'by'],
      registers,
    }),
    syncRuns: new Counter({
      name: 'plumbline_sync_runs_total',
      help: 'Runs of the sync engine by what became of them; code is the error of a failed one.',
      labelNames: ['result', 'code'],
      registers,
    }),
    jobSeconds: new Histogram({
      name: 'plumbline_job_duration_seconds',
      help: 'How long jobs of the queue took; a failed one is tried again.',
      labelNames: ['task', 'outcome'],
      buckets: jobBuckets,
      registers,
    }),
    decryptFailures: new Counter({
      name: 'plumbline_decrypt_failures_total',
      help: 'Sealed values that did not open: a lost key, or a row that was altered.',
      registers,
    }),
    signInFailures: new Counter({
      name: 'plumbline_sign_in_failures_total',
      help: 'Proofs of who somebody is that were wrong.',
      labelNames: ['proof'],
      registers,
    }),
    readFailures: new Counter({
      name: 'plumbline_metrics_read_failures_total',
      help: 'Groups of gauges that could not be read when they were asked for.',
      labelNames: ['group'],
      registers,
    }),
  };
}

function createGauges(registers: Registry[]) {
  return {
    eventStreams: new Gauge({
      name: 'plumbline_event_streams',
      help: 'Pages that listen for changes now.',
      registers,
    }),
    poolConnections: new Gauge({
      name: 'plumbline_database_pool_connections',
      help: "This process's connections to the database; waiting: who has none yet.",
      labelNames: ['state'],
      registers,
    }),
    jobs: new Gauge({
      name: 'plumbline_jobs',
      help: 'Jobs in the queue. due: nobody has taken it yet; dead: tried for the last time.',
      labelNames: ['task', 'state'],
      registers,
    }),
    oldestDueJob: new Gauge({
      name: 'plumbline_jobs_oldest_due_seconds',
      help: 'How long the job that waits longest has been due.',
      registers,
    }),
    items: new Gauge({
      name: 'plumbline_items',
      help: 'Connections by what they wait for.',
      labelNames: ['state'],
      registers,
    }),
    oldestUnsynced: new Gauge({
      name: 'plumbline_oldest_unsynced_seconds',
      help: 'How long ago the connection that is most behind was last brought up to date, of those that wait for no person.',
      registers,
    }),
    backupAge: new Gauge({
      name: 'plumbline_last_backup_age_seconds',
      help: 'Since the last backup that succeeded, or, without one, since the installation began.',
      registers,
    }),
    backupInterval: new Gauge({
      name: 'plumbline_backup_interval_seconds',
      help: 'How often one is made by itself.',
      registers,
    }),
    backups: new Gauge({
      name: 'plumbline_backups',
      help: 'Backups that succeeded and are kept.',
      registers,
    }),
    workers: new Gauge({
      name: 'plumbline_workers',
      help: 'Workers that were heard of lately.',
      registers,
    }),
  };
}
