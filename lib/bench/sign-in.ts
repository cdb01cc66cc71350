import 'server-only';
import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from 'playwright';

/** Makes a person at a running product and signs them in; the cookies stay with `request`. */
export async function signIn(request: APIRequestContext, url: string): Promise<{ email: string }> {
  const person = { email: `${randomUUID()}@example.com`, password: 'correct horse battery' };
  const headers = { origin: url };
  await request.post('/api/sign-up', { headers, data: { ...person, name: 'Bench' } });
  const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as {
    csrfToken: string;
  };
  const form = { csrfToken, ...person, json: 'true' };
  await request.post('/api/auth/callback/credentials', { headers, form });
  return { email: person.email };
}
