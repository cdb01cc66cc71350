import { beforeAll, expect, inject, it } from 'vitest';
import { readPages } from '#lib/testing/pages';
import { readOwnRoutes } from '#lib/testing/routes';
import { askPage } from './support/ask-page.ts';
import { query, Visitor } from './support/drill.ts';
import { type Household, idOf, openHousehold } from './support/households.ts';
import { sampleRequests } from './support/samples.ts';

// An operator of the installation is no reader of anybody's books: what is in them is in no answer of a
// route and on no page of the console.

const sweep = inject('sweep');
const mark = `Opq${Date.now()}`;

/** What of people they do see, and why. */
const reasoned: Record<string, string[]> = {
  // Whoever runs the relay sees where mails went; without one they pass them on by hand, words and all.
  '/api/operator/mail': ['address', 'text'],
  '/admin/mail': ['address', 'text'],
};

const routes = (await readOwnRoutes()).filter(
  ({ handler, method }) => handler.meta.access === 'operator' && method === 'GET',
);
const pages = readPages().filter((page) => page.startsWith('/admin'));

let ana: Household;
let operator: Visitor;
let canaries: string[];

beforeAll(async () => {
  ana = await openHousehold(sweep, mark);
  operator = new Visitor(sweep.url);
  await operator.signUp({ name: 'Olga Operator' });
  const { email } = await operator.ask<{ email: string }>('GET', '/api/profile');
  await query(sweep, `UPDATE "User" SET "operator" = true WHERE "email" = '${email}'`);
  const own = `"householdId" = '${ana.householdId}'`;
  await query(
    sweep,
    `UPDATE "Account" SET "currentMinor" = 881344771, "mask" = 'Zq9w' WHERE ${own}`,
  );
  const words = await query<{ word: string }>(
    sweep,
    `SELECT DISTINCT w."word" FROM (
       SELECT "name" FROM "Account" UNION SELECT "name" FROM "Transaction"
       UNION SELECT "merchantName" FROM "Transaction" UNION SELECT "note" FROM "Transaction"
       UNION SELECT "email" FROM "User" WHERE "email" <> '${email}'
     ) w("word") WHERE length(w."word") > 9`,
  );
  canaries = [mark, '881344771', '8,813,447', 'Zq9w', ...words.map(({ word }) => word)];
  expect(canaries.length).toBeGreaterThan(30);
});

it('there are routes and pages to ask', () => {
  expect(routes.length).toBeGreaterThan(9);
  expect(pages.length).toBeGreaterThan(8);
});

it.each(routes.map((route) => [route.path, route] as const))('%s', async (path, route) => {
  for (const { method, url, body } of sampleRequests(route, idOf(ana))) {
    const response = await operator.send(method, url, body);
    expect(response.status, url).toBe(200);
    expectNothingOf(path, await response.text());
  }
});

it.each(pages)('the page %s', async (path) => {
  const { status, text } = await askPage(operator, path, {});
  expect(status).toBe(200);
  expectNothingOf(path, text);
});

function expectNothingOf(path: string, text: string): void {
  if (path in reasoned) return;
  expect(canaries.filter((word) => text.includes(word))).toEqual([]);
}
