import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Api, control, expect, type LinkedItem } from './fixtures.ts';

/** What somebody, or a bank, may be called, at most 80 characters each. `ran` is the page's trap. */
export const hostileNames = [
  '<script>ran()</script>',
  '<img src=x onerror=ran()>',
  '"><svg onload=ran()>',
  "' onmouseover='ran()' style='position:fixed;inset:0' x='",
  '</script><script>ran()</script>',
  '--><iframe srcdoc="<script>top.ran()</script>">',
  'javascript:ran()//',
  `{{constructor.constructor("ran()")()}}$${'{ran()}'}`,
  '\\u003cimg src=x onerror=ran()\\u003e&lt;b&gt;&quot;',
  '\u202Egnp.nar\u2066\u2067 \u2028\u2029 \u200B\uFEFF',
  'W'.repeat(80),
  '👩‍👩‍👧‍👦'.repeat(7),
  `Z${'\u0301\u0323\u0336'.repeat(26)}`,
  '=HYPERLINK("javascript:ran()")',
];

type Named = { householdId: string; itemId: string; rowId: string; accountId: string };

/**
 * Calls all that a bank, a device or another person names by hostile names: through the API and the
 * bank where they take them, in the rows themselves where no test can make the bank say so.
 */
export async function nameHostilely(
  api: Api,
  email: string,
  items: [LinkedItem, LinkedItem],
): Promise<Named> {
  const [named, unnamed] = items;
  await control(`/items/${named.plaidItemId}/transactions`, {
    add: hostileNames.map((name) => ({ name, merchant_name: name, amount: 12.34 })),
  });
  const listNamed = () => api.ask<Rows>('GET', '/api/transactions?q=ran()');
  await expect.poll(async () => (await listNamed()).items.length).toBeGreaterThan(7);
  await control(`/items/${unnamed.plaidItemId}/login`, { state: 'required' });
  await api.ask('POST', '/api/link-events', { events: hostileNames.map(linkEvent) });
  await api.ask('PATCH', '/api/households/current', { name: hostileNames[0] });
  await api.ask('PATCH', '/api/profile', { name: hostileNames[2] });
  const { id } = await api.ask<{ id: string }>('GET', '/api/households/current');
  await nameRows(id, email, unnamed.id);
  const { items: rows } = await api.ask<Rows>('GET', '/api/transactions');
  const rowId = rows[0]?.id ?? '';
  for (const [index, row] of rows.slice(0, hostileNames.length).entries()) {
    await api.ask('PATCH', `/api/transactions/${row.id}`, { note: hostileNames[index] });
  }
  const accounts = await api.ask<Rows>('GET', '/api/accounts');
  const accountId = accounts.items[0]?.id ?? '';
  return { householdId: id, itemId: named.id, rowId, accountId };
}

type Rows = { items: { id: string }[] };

async function nameRows(householdId: string, email: string, itemId: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.E2E_DATABASE_URL });
  await client.connect();
  const columns = ['Account.name', 'Account.officialName', 'Category.name', 'Consent.bank'];
  for (const column of columns) {
    const [table, name] = column.split('.');
    // No two of some may be called alike.
    await client.query(
      `UPDATE "${table}" t SET "${name}" = n."name" || CASE WHEN n."nth" > $3 THEN n."nth"::text ELSE '' END
       FROM (SELECT "id", row_number() OVER (ORDER BY "id") AS "nth",
               $2::text[] AS "all" FROM "${table}" WHERE "householdId" = $1) o,
         LATERAL (SELECT o."all"[1 + (o."nth" - 1) % $3] AS "name", o."nth") n
       WHERE t."householdId" = $1 AND t."id" = o."id"`,
      [householdId, hostileNames, hostileNames.length],
    );
  }
  await client.query(
    `UPDATE "Item" SET "institutionId" = NULL, "linkName" = $3, "errorDisplay" = $4
     WHERE "householdId" = $1 AND "id" = $2`,
    [householdId, itemId, hostileNames[2], hostileNames[1]],
  );
  const person = `(SELECT "id" FROM "User" WHERE "email" = $1)`;
  await client.query(
    `INSERT INTO "Passkey" ("id", "userId", "credentialId", "publicKey", "counter", "name", "backedUp")
     SELECT gen_random_uuid(), ${person}, md5(random()::text), 'key', 0, left(n, 60), false
     FROM unnest($2::text[]) n`,
    [email, hostileNames],
  );
  await client.query(`UPDATE "Session" SET "userAgent" = $2 WHERE "userId" = ${person}`, [
    email,
    hostileNames.join(' '),
  ]);
  await client.end();
}

const linkEvent = (name: string) => ({
  id: randomUUID(),
  linkSessionId: randomUUID(),
  purpose: 'link',
  itemId: null,
  name: 'EXIT',
  viewName: null,
  institutionId: 'ins_hostile',
  institutionName: name,
  errorType: 'ITEM_ERROR',
  errorCode: name.slice(0, 60),
  exitStatus: name.slice(0, 60),
  requestId: name,
  at: new Date().toISOString(),
});
