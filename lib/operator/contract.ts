import { z } from 'zod';
import type { BackupStanding } from '#lib/backups/contract';
import { connectionStates, deliveryFilters, jobStates, runFilters } from './states.ts';

export type ConnectionState = (typeof connectionStates)[number];
export type JobState = (typeof jobStates)[number];

/** What may need an operator; its words stand in components/operator/trouble-words.ts. */
export type TroubleName =
  | 'not_migrated'
  | 'no_worker'
  | 'integrity_broken'
  | 'jobs_dead'
  | 'jobs_late'
  | 'backup_failed'
  | 'connections_ours'
  | 'connections_late'
  | 'webhooks_waiting'
  | 'webhooks_unknown'
  | 'backup_late'
  | 'backup_never'
  | 'backup_unproven'
  | 'integrity_unchecked';

/** `count`: how many of them there are. */
export type TroubleDto = { name: TroubleName; tone: 'danger' | 'attention'; count: number };

/** The installation in figures: counts and times, and nothing of what is in anybody's books. */
export type TodayDto = {
  /** What is wrong, the worst first. */
  troubles: TroubleDto[];
  connections: { state: ConnectionState; count: number }[];
  /** ISO 8601: the longest that a connection which only we, Plaid or time can bring up to date was not. */
  oldestSyncedAt: string | null;
  jobs: {
    states: { state: JobState; count: number }[];
    /** ISO 8601: since when the longest waits whose time has come. */
    oldestDueAt: string | null;
  };
  webhooks: {
    /** Of the last day, by what became of them; null: not handled yet. */
    outcomes: { outcome: string | null; count: number }[];
    /** Of Items that are here, received more than ten minutes ago and not handled. */
    waiting: number;
  };
  /** How the syncs of the last day ended. */
  syncs: { outcome: string; count: number }[];
  workers: number;
  integrity: { at: string; broken: number } | null;
  backups: BackupStanding;
  installation: {
    version: string;
    node: string;
    postgres: string;
    migrations: number;
    /** Names of those that this version brings and the database lacks. */
    missingMigrations: string[];
  };
};

const paging = {
  /** `nextCursor` of the page before. */
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

export const jobListQuery = z.strictObject({
  state: z.enum(jobStates).default('dead'),
  ...paging,
});
export type JobListQuery = z.infer<typeof jobListQuery>;

export type JobDto = {
  /** The queue's. */
  id: number;
  task: string;
  state: JobState;
  /** What it is about, as the queue keeps jobs apart: a word and ids. */
  about: string | null;
  attempts: number;
  maxAttempts: number;
  /** How the last attempt failed: what kind of error, and where in the code. */
  failure: string | null;
  /** ISO 8601: not before this time. */
  runAt: string;
  /** ISO 8601: since when a worker holds it. */
  heldSince: string | null;
};

/** How many jobs of a task are in each state. */
export type TaskDto = { task: string } & Record<JobState, number>;

/** `tasks`: with the first page alone. */
export type JobPage = { items: JobDto[]; nextCursor: string | null; tasks: TaskDto[] };

const jobId = z.int().min(1);

export const handleJobsInput = z.discriminatedUnion('act', [
  /** Now, as if it had never failed. */
  z.strictObject({ act: z.literal('retry'), jobId }),
  /** It is tried no more, and joins the dead. */
  z.strictObject({ act: z.literal('give_up'), jobId }),
  /** A dead one goes from the list. */
  z.strictObject({ act: z.literal('remove'), jobId }),
  /** All of a task that failed, dead or not: up to a thousand. */
  z.strictObject({ act: z.literal('retry_all'), task: z.string().min(1).max(64) }),
]);
export type HandleJobsInput = z.infer<typeof handleJobsInput>;

export const connectionListQuery = z.strictObject({
  state: z.enum(['all', ...connectionStates]).default('all'),
  ...paging,
});
export type ConnectionListQuery = z.infer<typeof connectionListQuery>;

/** A connection of somebody's, by ids: nothing of whose it is, and of what is in it. */
export type ConnectionDto = {
  householdId: string;
  itemId: string;
  plaidItemId: string;
  /** The bank; null until Plaid has said which it is. */
  institution: string | null;
  state: ConnectionState;
  /** Plaid's error_code, or why nothing is asked of it any more. */
  reason: string | null;
  /** Consecutive failed syncs. */
  failures: number;
  /** ISO 8601; null before the first sync. */
  lastSyncedAt: string | null;
  /** ISO 8601: when it is tried again at the earliest, after a failure. */
  retryAt: string | null;
};

/** `states`: how many there are in each, with the first page alone. */
export type ConnectionPage = {
  items: ConnectionDto[];
  nextCursor: string | null;
  states: { state: ConnectionState; count: number }[];
};

export const syncConnectionInput = z.strictObject({ itemId: z.uuid() });

export const operatorRunQuery = z.strictObject({
  show: z.enum(runFilters).default('failed'),
  ...paging,
});
export type OperatorRunQuery = z.infer<typeof operatorRunQuery>;

/** A sync of somebody's connection: how it went, and nothing of what it brought. */
export type OperatorRunDto = {
  id: string;
  householdId: string;
  itemId: string;
  institution: string | null;
  trigger: string;
  /** Null while it runs, or where it was cut off. */
  outcome: string | null;
  /** ISO 8601 */
  startedAt: string;
  durationMs: number | null;
  errorCode: string | null;
  /** Plaid's, for its support. */
  requestId: string | null;
};

export type OperatorRunPage = { items: OperatorRunDto[]; nextCursor: string | null };

export const deliveryListQuery = z.strictObject({
  show: z.enum(deliveryFilters).default('all'),
  ...paging,
});
export type DeliveryListQuery = z.infer<typeof deliveryListQuery>;

/** A webhook of Plaid's, without its body. */
export type DeliveryDto = {
  id: string;
  type: string;
  code: string;
  /** Ours; null where it is of none that is here. */
  itemId: string | null;
  plaidItemId: string | null;
  /** As in lib/webhooks/contract.ts; null: not acted on yet. */
  outcome: string | null;
  deliveries: number;
  /** ISO 8601 */
  receivedAt: string;
  /** From Plaid's signature to its being here, and from there to its being acted on. */
  wayMs: number;
  handledMs: number | null;
};

export type DeliveryPage = { items: DeliveryDto[]; nextCursor: string | null };

export type PlaidDto = {
  /** Calls are held back to what Plaid allows. */
  isLimited: boolean;
  /** Of the endpoints that Plaid limits and that were called in the last day, the tightest first. */
  headroom: {
    endpoint: string;
    /** From 0 to 1: what is left for all of us together; null where Plaid sets no such limit. */
    client: number | null;
    /** Likewise for the Item that has least left. */
    item: number | null;
    /** Of how many Items. */
    items: number;
    /** What Plaid allows a minute: all of us, and each Item. */
    limits: { client: number | null; item: number | null };
  }[];
  /** How the syncs of the last hour and day ended, by Plaid's error_code; `none`: they went well. */
  answers: { code: string; hour: number; day: number }[];
};

/** How many jobs it was done to. */
export type HandledJobsDto = { count: number };
