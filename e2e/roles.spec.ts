import { globSync, readFileSync } from 'node:fs';
import { Api, baseUrl, expect, joinBy, newPerson, test } from './support/fixtures.ts';

type Route = { method: string; path: string; least: string };

/** Every route for members as its file makes it, with the least that one must be to call it. */
function readRoutes(): Route[] {
  return globSync('app/api/**/route.ts').flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    const path = `/${file.replace(/^app\//, '').replace(/\/route\.ts$/, '')}`;
    const made = /export const (\w+) = route\(([\s\S]*?)=>/g;
    return [...text.matchAll(made)].map(([, method = '', schemas = '']) => ({
      method,
      path,
      least: /role: '(\w+)'/.exec(schemas)?.[1] ?? (method === 'GET' ? 'viewer' : 'member'),
    }));
  });
}

test('a viewer changes nothing of the household, and nobody but an owner its people', async ({
  api,
  browser,
}) => {
  const join = async (role: 'viewer' | 'member') => {
    const context = await browser.newContext({ baseURL: baseUrl });
    const guest = new Api(context.request);
    await guest.signIn(newPerson());
    await joinBy(api, guest, role);
    return guest;
  };
  const [viewer, member] = [await join('viewer'), await join('member')];
  const unknown = '01900000-0000-7000-8000-000000000000';
  const refused: string[] = [];
  for (const { method, path, least } of readRoutes()) {
    const url = path.replace(/\[\w+\]/g, unknown);
    const guests = least === 'owner' ? [viewer, member] : least === 'member' ? [viewer] : [];
    for (const guest of guests) {
      const answer = await guest.send(method, url, method === 'GET' ? undefined : {});
      expect(answer.status(), `${method} ${path}`).toBe(403);
      expect((await answer.json()).error.code, `${method} ${path}`).toBe('forbidden');
      refused.push(`${method} ${path}`);
    }
  }
  expect(refused.length).toBeGreaterThan(20);
  expect(refused).toContain('DELETE /api/members/[memberId]');
  expect((await viewer.send('GET', '/api/transactions')).status()).toBe(200);
});
