import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { env, requireEnv } from '#lib/env';
import { log } from '#lib/log';
import { withCopy } from './copy-rows.ts';
import { PrismaClient } from './generated/client.ts';
import { goneAfterSeconds } from './gone-after.ts';
import { nameStatement } from './kept-plan.ts';

export { Prisma } from './generated/client.ts';
/** A client inside an interactive transaction. */
export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

// On globalThis because the development server evaluates modules again at each change.
const holder = globalThis as { plumblineDb?: PrismaClient; plumblinePool?: Pool };

type Pool = Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'>;

/** The process's database client; connects at first use. */
export function db(): PrismaClient {
  holder.plumblineDb ??= createClient(requireEnv('DATABASE_URL'), env().DATABASE_POOL_SIZE);
  return holder.plumblineDb;
}

/** For a command: opens the process's client on a database that is not in the environment. */
export function openDb(connectionString: string): void {
  holder.plumblineDb ??= createClient(connectionString, 1);
}

/** Closes the pool, if one was opened. */
export async function closeDb(): Promise<void> {
  await holder.plumblineDb?.$disconnect();
  holder.plumblineDb = undefined;
}

/** How many connections there are, how many do nothing, and who waits for one. */
export function readPool(): { total: number; idle: number; waiting: number } {
  const { totalCount = 0, idleCount = 0, waitingCount = 0 } = holder.plumblinePool ?? {};
  return { total: totalCount, idle: idleCount, waiting: waitingCount };
}

function createClient(connectionString: string, poolSize: number): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString,
      max: poolSize,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      // What it keeps was planned for tables as they were then (kept-plan.ts).
      maxLifetimeSeconds: 60,
      // A server that went without a farewell is noticed, and what waits for its answer fails.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      application_name: process.env.PLUMBLINE_SERVICE ?? 'plumbline',
      // Whoever halts in the middle of a change would hold back all who wait for its locks until it wakes.
      // Poolers refuse it at the start, and have one of their own.
      ...(isDirect(connectionString) && {
        idle_in_transaction_session_timeout: goneAfterSeconds() * 1000,
      }),
    },
    {
      // A lost idle connection is replaced at the next query; unheard, it would end the process.
      onPoolError: (error) => log.warn({ error }, 'lost an idle database connection'),
      // Past a pooler leads another address, and behind it the next statement may meet another connection.
      ...(isDirect(connectionString) && { statementNameGenerator: nameStatement }),
    },
  );
  return new PrismaClient({ adapter: notePool(withCopy(adapter)) });
}

/** Whether whoever is connected has the connection for itself. */
function isDirect(connectionString: string): boolean {
  const { DIRECT_DATABASE_URL } = env();
  return DIRECT_DATABASE_URL === undefined || DIRECT_DATABASE_URL === connectionString;
}

function notePool(factory: PrismaPg): PrismaPg {
  const connect = factory.connect.bind(factory);
  return Object.assign(factory, {
    connect: async () => {
      const adapter = await connect();
      holder.plumblinePool = adapter.underlyingDriver();
      return adapter;
    },
  });
}
