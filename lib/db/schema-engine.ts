import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlQuery,
} from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { findConcurrentIndex } from './migrate-history.ts';
import { scriptKey } from './migrate-patience.ts';

/** How the engine applies what it is given. */
export type MigrationSession = {
  /** No statement waits longer for a lock, so that nobody waits longer behind it. */
  lockTimeoutMs: number;
  /** Texts of the migrations that may be applied. */
  scripts: Set<string>;
  /** What PostgreSQL said of the one that failed: the engine itself says only that something did. */
  failure?: unknown;
};

/**
 * Runs Prisma's schema engine, compiled to WASM, on one database. The native engine is a download
 * from Prisma's own servers, which a self-hosted machine may not reach.
 *
 * @prisma/adapter-pg 7.10 is written for queries, not for migrations; each override below names
 * what breaks without it.
 *
 * @param databaseUrl  the database to migrate; its role must be able to CREATE DATABASE for `diff`
 * @param schema       path and text of schema.prisma
 * @param session      when it is to apply migrations
 */
export async function withSchemaEngine<Result>(
  databaseUrl: string,
  schema: { path: string; content: string },
  run: (engine: SchemaEngine) => Promise<Result>,
  session?: MigrationSession,
): Promise<Result> {
  const opened: SqlDriverAdapter[] = [];
  const factory = {
    provider: 'postgres' as const,
    adapterName: '@prisma/adapter-pg',
    connect: async () => {
      const adapter = await connectForMigration(databaseUrl, session);
      opened.push(adapter);
      return adapter;
    },
    connectToShadowDb: () => connectToShadowDatabase(databaseUrl),
  };
  const engine = await SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await run(engine);
  } catch (error) {
    throw session?.failure ?? error;
  } finally {
    // The engine leaves its own connections open.
    for (const adapter of opened) await adapter.dispose().catch(() => {});
  }
}

async function connectForMigration(
  databaseUrl: string,
  session?: MigrationSession,
): Promise<SqlDriverAdapter> {
  // One connection: a script's BEGIN, SET and COMMIT must meet the same session.
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    lock_timeout: session?.lockTimeoutMs,
  });
  pool.on('error', () => {});
  acceptCharColumns(pool);
  const adapter: SqlDriverAdapter = await new PrismaPg(pool, {
    disposeExternalPool: true,
  }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  return Object.assign(adapter, {
    queryRaw: (query: SqlQuery) => {
      const charColumns = new Set<number>();
      return charColumnsOfQuery.run(charColumns, async () => {
        const result = await queryRaw(query);
        for (const index of charColumns) result.columnTypes[index] = ColumnTypeEnum.Character;
        return result;
      });
    },
    // The built-in splits at every ';', which tears functions and string literals apart.
    executeScript: async (script: string) => {
      if (session?.scripts.has(script)) await applyMigration(pool, script, session);
      else await pool.query(script);
    },
  });
}

async function applyMigration(pool: pg.Pool, script: string, session: MigrationSession) {
  try {
    await pool.query(`SELECT pg_advisory_lock(${scriptKey})`);
    await pool.query(withMark(script));
  } catch (error) {
    session.failure = error;
    throw error;
  }
}

/**
 * A migration that says in its own transaction that it is applied. The engine says so in a statement
 * of its own afterwards, and a process killed between the two would apply it twice. What cannot be
 * in a transaction stays as it is.
 */
function withMark(script: string): string {
  if (findConcurrentIndex(script) !== null) return script;
  return `${script}\n;\nUPDATE "_prisma_migrations" SET "finished_at" = now()
    WHERE "finished_at" IS NULL AND "rolled_back_at" IS NULL`;
}

const charColumnsOfQuery = new AsyncLocalStorage<Set<number>>();

/** The built-in refuses PostgreSQL's "char" (oid 18), which every catalogue query returns. */
function acceptCharColumns(pool: pg.Pool): void {
  const charOid = 18;
  const textOid = 25;
  const query = pool.query.bind(pool) as (config: unknown) => Promise<pg.QueryResult>;
  Object.assign(pool, {
    query: async (config: unknown) => {
      const result = await query(config);
      result.fields?.forEach((field, index) => {
        if (field.dataTypeID !== charOid) return;
        charColumnsOfQuery.getStore()?.add(index);
        field.dataTypeID = textOid;
      });
      return result;
    },
  });
}

/**
 * A scratch database for replaying migrations. The built-in spreads the main database's connection
 * string over the new name, so that its shadow operations would land in the main database.
 */
async function connectToShadowDatabase(databaseUrl: string): Promise<SqlDriverAdapter> {
  const name = `shadow_${randomUUID().replaceAll('-', '')}`;
  await runOn(databaseUrl, `CREATE DATABASE "${name}" TEMPLATE template0`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const adapter = await connectForMigration(url.href);
  const dispose = adapter.dispose.bind(adapter);
  return Object.assign(adapter, {
    dispose: async () => {
      await dispose();
      await runOn(databaseUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    },
  });
}

async function runOn(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
