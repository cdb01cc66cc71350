import { expect, it, vi } from 'vitest';
import { query, Visitor } from './support/drill.ts';
import { provideDrillStack, waitUntilHit } from './support/fail-points.ts';

// The worker is killed while it reads a file, and in the middle of writing what is in it.

const drill = provideDrillStack();
const patience = { timeout: 40_000, interval: 100 };

const lines = Array.from({ length: 400 }, (_, at) => `2026-01-31,Shop ${at},-1.00,New,Trip\n`);
const file = new Blob([`Date,Name,Amount,Category,Tags\n${lines.join('')}`]);

type Import = { id: string; state: string; imported: number | null };

it('killed while it reads and while it writes an import, it is all here once, and before that not at all', async () => {
  const stack = drill.stack();
  const visitor = new Visitor(stack.url);
  await visitor.signUp();
  const wallet = { name: 'Wallet', kind: 'cash', currency: 'USD', openingMinor: 0 };
  const account = await visitor.ask<{ id: string }>('POST', '/api/accounts', wallet);
  const read = async (id: string, state: string) =>
    vi.waitFor(async () => {
      const found = await visitor.ask<Import>('GET', `/api/imports/${id}`);
      expect(found.state).toBe(state);
      return found;
    }, patience);
  const count = async () => {
    const [row] = await query<{ rows: number; tags: number; categories: number }>(
      stack,
      `SELECT (SELECT count(*)::int FROM "Transaction") AS "rows",
        (SELECT count(*)::int FROM "Tag") AS "tags",
        (SELECT count(*)::int FROM "Category" WHERE "name" = 'New') AS "categories"`,
    );
    return row;
  };

  drill.arm('import-read');
  const path = `/api/imports?${new URLSearchParams({ accountId: account.id, name: 'a.csv' })}`;
  const uploaded = await visitor.send('POST', path, file, {
    'content-type': 'application/octet-stream',
  });
  const { id } = (await uploaded.json()) as Import;
  await waitUntilHit(drill, 'import-read');
  await read(id, 'ready');

  drill.arm('import-written');
  const choices = { duplicates: 'skip', except: [], make: ['categories', 'tags'] };
  await visitor.ask('POST', `/api/imports/${id}/apply`, choices);
  await waitUntilHit(drill, 'import-written');
  expect(await count()).toEqual({ rows: 0, tags: 0, categories: 0 });
  expect(await read(id, 'done')).toMatchObject({ imported: 400 });
  expect(await count()).toEqual({ rows: 400, tags: 1, categories: 1 });
  const list = await visitor.ask<{ items: { id: string; current: { minor: number } }[] }>(
    'GET',
    '/api/accounts',
  );
  expect(list.items.find((each) => each.id === account.id)?.current.minor).toBe(-40_000);
});
