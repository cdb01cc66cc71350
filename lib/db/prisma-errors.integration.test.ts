import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireEnv } from '#lib/env';
import { closeDb, db, openDb, type Tx } from './client.ts';
import { isDatabaseUnavailable, isDiskFull } from './prisma-errors.ts';

/** Nobody listens on port 1. */
const nowhere = 'postgresql://nobody:x@127.0.0.1:1/nothing';
const endOwnConnection = () =>
  db().$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())::text AS done`;

const failureOf = (run: () => Promise<unknown>): Promise<unknown> =>
  run().then(
    () => new Error('It did not fail.'),
    (error: unknown) => error,
  );

beforeEach(closeDb);
afterEach(closeDb);

describe('isDatabaseUnavailable', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a model', () => db().user.findFirst()],
    ['a raw query', () => db().$queryRaw`SELECT 1`],
    ['a raw statement', () => db().$executeRaw`SELECT 1`],
    ['a transaction', () => db().$transaction((tx) => tx.user.findFirst())],
    ['a raw query of a transaction', () => db().$transaction((tx) => tx.$queryRaw`SELECT 1`)],
  ])('knows a closed port from %s', async (_what, run) => {
    openDb(nowhere);
    expect(isDatabaseUnavailable(await failureOf(run))).toBe(true);
  });

  it('knows a connection that was ended, in a query and in a transaction', async () => {
    openDb(requireEnv('DATABASE_URL'));
    const ended = await failureOf(endOwnConnection);
    expect(isDatabaseUnavailable(ended)).toBe(true);
    expect(isDiskFull(ended)).toBe(false);
    const lost = await failureOf(() =>
      db().$transaction(async (tx) => {
        await tx.$queryRaw`SELECT pg_terminate_backend(pg_backend_pid())`.catch(() => {});
        await tx.user.findFirst();
      }),
    );
    expect(isDatabaseUnavailable(lost)).toBe(true);
  });

  it('knows a full disk, which takes no commit until there is room', async () => {
    openDb(requireEnv('DATABASE_URL'));
    const full = (client: Pick<Tx, '$executeRaw'> = db()) =>
      client.$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full'; END $$`;
    expect(isDatabaseUnavailable(await failureOf(full))).toBe(true);
    const inTransaction = () => db().$transaction((tx) => full(tx));
    expect(isDatabaseUnavailable(await failureOf(inTransaction))).toBe(true);
    expect(isDiskFull(await failureOf(full))).toBe(true);
    expect(isDiskFull(await failureOf(inTransaction))).toBe(true);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a table that is not there', () => db().$queryRaw`SELECT * FROM nowhere`],
    ['a value that is none', () => db().$queryRaw`SELECT 'a'::int`],
    ['a row that is not there', () => db().user.findFirstOrThrow()],
    ['a mistake of ours', () => Promise.reject(new TypeError('x is not a function'))],
  ])('does not take %s for it', async (_what, run) => {
    openDb(requireEnv('DATABASE_URL'));
    expect(isDatabaseUnavailable(await failureOf(run))).toBe(false);
  });
});
