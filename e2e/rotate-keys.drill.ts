import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findFreePort } from '#lib/stack/free-port';
import { type Stack, startStack } from '#lib/stack/stack';
import { workerCache } from '#lib/stack/worker-args';
import { connect, expectTruth, linkBank, query, sandbox, waitForState } from './support/drill.ts';

// A new key for a running installation, as its operator would bring it in, with syncs going on and
// the command killed over and over.

let dir: string;
let points: string;
let env: NodeJS.ProcessEnv;
let stack: Stack | undefined;
const failures: string[] = [];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'plumbline-keys-'));
  points = join(dir, 'points');
  mkdirSync(points);
  env = {
    NODE_ENV: 'production',
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    LOG_LEVEL: 'silent',
    DATA_DIR: dir,
    PORT: String(await findFreePort()),
    SANDBOX_PORT: String(await findFreePort()),
    SANDBOX_INITIAL_DELAY_MS: '0',
    SANDBOX_HISTORICAL_DELAY_MS: '0',
  };
});
afterEach(async () => {
  await stack?.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function start(): Promise<Stack> {
  await stack?.stop();
  const onFailure = (reason: string) => failures.push(reason);
  stack = await startStack({ ...env }, { mode: 'start', say: () => {}, onFailure });
  return stack;
}

const secrets = () => readFileSync(join(dir, 'secrets.env'), 'utf8');

function rotateKeys(...words: string[]): ChildProcess {
  const args = ['--conditions=react-server', join('bin', 'rotate-keys.ts'), ...words];
  return spawn(process.execPath, args, {
    env: { ...env, ...workerCache, FAIL_POINTS_DIR: points, NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function finish(command: ChildProcess): Promise<{ code: number | null; said: string }> {
  const streams = [command.stdout, command.stderr].map((each) => (each ? text(each) : ''));
  const [[code], ...said] = await Promise.all([once(command, 'exit'), ...streams]);
  return { code: code as number | null, said: said.join('') };
}

/** Rows by the key that sealed them. */
async function countByKey(running: Stack): Promise<Record<string, number>> {
  const rows = await query<{ key: string; rows: number }>(
    running,
    `SELECT split_part(s, '.', 2) AS key, count(*)::int AS rows FROM (
       SELECT "accessTokenSealed" FROM "Item" WHERE "accessTokenSealed" IS NOT NULL
       UNION ALL SELECT "tokenSealed" FROM "LinkToken") AS v(s) GROUP BY 1`,
  );
  return Object.fromEntries(rows.map(({ key, rows: count }) => [key, count]));
}

/** So many passages through Link that a rotation takes a while. */
async function openLinks(running: Stack, count: number): Promise<void> {
  process.env.ENCRYPTION_KEYS = /^ENCRYPTION_KEYS=(.*)$/m.exec(secrets())?.[1];
  const { sealLinkToken } = await import('#lib/items/open-link');
  const { newId } = await import('#lib/db/ids');
  const client = new pg.Client({ connectionString: running.env.DATABASE_URL });
  await client.connect();
  const { rows } = await client.query('SELECT "householdId", "id" FROM "Member" LIMIT 1');
  const { householdId, id: memberId } = rows[0] as { householdId: string; id: string };
  const ids = Array.from({ length: count }, newId);
  const sealed = ids.map((id) => sealLinkToken({ householdId, id }, `link-sandbox-${id}`));
  await client.query(
    `INSERT INTO "LinkToken" ("householdId", "id", "memberId", "tokenSealed", "input", "expiresAt")
     SELECT $1, v.id, $2, v.sealed, '{"purpose":"link"}', now() + interval '1 day'
     FROM unnest($3::uuid[], $4::text[]) AS v(id, sealed)`,
    [householdId, memberId, ids, sealed],
  );
  await client.end();
}

/** The bank books and the app syncs, until told to stop. */
function keepBusy(running: Stack, plaidItemIds: string[]) {
  let busy = true;
  const work = (async () => {
    for (let round = 0; busy; round += 1) {
      const id = plaidItemIds[round % plaidItemIds.length];
      const add = [{ amount: 1 + round, name: `Row ${round}` }];
      await sandbox(running, `/_control/items/${id}/transactions`, { add });
      await pause(20);
    }
  })();
  return async () => {
    busy = false;
    await work;
  };
}

it('takes the place of the old one under load, however often the command is killed', async () => {
  let running = await start();
  const { visitor, itemId } = await linkBank(running);
  const itemIds = [itemId, await connect(running, visitor), await connect(running, visitor)];
  for (const id of itemIds) await waitForState(visitor, id, 'healthy');
  await openLinks(running, 3_000);
  const [old = ''] = Object.keys(await countByKey(running));
  const { items } = await sandbox<{ items: { item_id: string }[] }>(running, '/_control/items');
  const plaidItemIds = items.map((item) => item.item_id);

  expect((await finish(rotateKeys('new'))).said).toMatch(/is now the first/);
  const early = await finish(rotateKeys());
  expect(early.said).toMatch(/Plumbline runs without the key/);
  expect(await countByKey(running)).toEqual({ [old]: 3_003 });

  running = await start();
  const stopWork = keepBusy(running, plaidItemIds);
  writeFileSync(join(points, 'key-rotated'), 'SIGKILL 1');
  expect((await finish(rotateKeys())).code).toBeNull();
  expect(existsSync(join(points, 'key-rotated'))).toBe(false);
  for (const rows of [700, 1_900]) {
    const command = rotateKeys();
    while (((await countByKey(running))[old] ?? 0) > 3_003 - rows) await pause(5);
    command.kill('SIGKILL');
    expect((await finish(command)).code).toBeNull();
  }
  const halfway = await countByKey(running);
  expect(Object.keys(halfway)).toHaveLength(2);
  const { code, said } = await finish(rotateKeys());
  expect({ code, said }).toMatchObject({ code: 0, said: expect.stringMatching(/may go/) });
  expect(said).toContain(`Sealed anew: ${halfway[old]}.`);
  await stopWork();
  for (const id of plaidItemIds) await expectTruth(running, id);
  const counts = await countByKey(running);
  expect(Object.keys(counts)).not.toContain(old);
  const failed = `SELECT FROM "SyncRun" WHERE "outcome" = 'failed'`;
  expect(await query(running, failed)).toEqual([]);

  // Without the old key: what is stored opens, and a sync goes on.
  const file = join(dir, 'secrets.env');
  writeFileSync(file, secrets().replace(new RegExp(`,${old}:[^,\\n]+`), ''));
  running = await start();
  expect((await fetch(`${running.url}/api/health/ready`)).status).toBe(200);
  await sandbox(running, `/_control/items/${plaidItemIds[0]}/transactions`, {
    add: [{ amount: 3, name: 'With the new key alone' }],
  });
  await expectTruth(running, plaidItemIds[0] ?? '');
  expect(failures).toEqual([]);
});
