import { describe, expect, it } from 'vitest';
import { openTestSandbox } from '../testing/test-sandbox.ts';

const sandbox = await openTestSandbox();

const credentials = { client_id: 'c', secret: 's' };

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${sandbox.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('a request that is not right', () => {
  it.each([
    ['no JSON', '{"client_id":', 'INVALID_BODY', 'parsed as JSON'],
    ['a list', '[]', 'INVALID_BODY', ''],
    ['nothing at all', {}, 'MISSING_FIELDS', 'client_id, secret'],
    ['an empty secret', { client_id: 'c', secret: '' }, 'INVALID_API_KEYS', ''],
    ['no token', credentials, 'MISSING_FIELDS', ': access_token'],
    [
      'unknown fields',
      { ...credentials, access_token: 'x', foo: 1, options: { bar: 2 } },
      'UNKNOWN_FIELDS',
      'options.bar',
    ],
    [
      'a wrong type',
      { ...credentials, access_token: 5 },
      'INVALID_FIELD',
      'access_token must be a string',
    ],
    [
      'a wrong nested type',
      { ...credentials, access_token: 'x', options: { account_ids: ['a', 5] } },
      'INVALID_FIELD',
      'options.account_ids.1 must be a string',
    ],
    ['a token of no form', { ...credentials, access_token: 'x' }, 'INVALID_ACCESS_TOKEN', 'format'],
    [
      'a token of another environment',
      { ...credentials, access_token: 'access-production-00000000-0000-4000-8000-000000000000' },
      'INVALID_ACCESS_TOKEN',
      'expected "sandbox", got "production"',
    ],
    [
      'a token nobody made',
      { ...credentials, access_token: 'access-sandbox-00000000-0000-4000-8000-000000000000' },
      'INVALID_ACCESS_TOKEN',
      'could not find',
    ],
  ])('%s is answered %#', async (_what, body, code, words) => {
    const answer = await post('/accounts/get', body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error_code: code, display_message: null });
    expect(answer.body.request_id).toMatch(/^[0-9A-Za-z]{15}$/);
    expect(answer.body.error_message).toContain(words);
  });

  it('a body over one mebibyte is refused', async () => {
    const answer = await post('/accounts/get', {
      ...credentials,
      access_token: 'x'.repeat(1_100_000),
    });
    expect(answer.body).toMatchObject({ error_code: 'INVALID_BODY' });
  });

  it('another content type or version is refused', async () => {
    const form = await post('/accounts/get', 'a=b', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(form.body).toMatchObject({
      error_type: 'INVALID_REQUEST',
      error_code: 'INVALID_HEADERS',
    });
    const version = await post('/accounts/get', {}, { 'plaid-version': '2018-05-22' });
    expect(version.body).toMatchObject({ error_code: 'INVALID_HEADERS' });
  });

  it('an unknown path, and a known one with another method, are not found', async () => {
    const unknown = await post('/auth/get/it', credentials);
    expect(unknown.status).toBe(404);
    expect(unknown.body).toMatchObject({
      error_type: 'INVALID_REQUEST',
      error_code: 'NOT_FOUND',
      error_message: 'not found',
    });
    const got = await fetch(`${sandbox.url}/accounts/get`);
    expect(got.status).toBe(404);
  });

  it('credentials may come in headers', async () => {
    const answer = await post(
      '/institutions/get_by_id',
      { institution_id: 'ins_109508', country_codes: ['US'] },
      { 'plaid-client-id': 'c', 'plaid-secret': 's', 'plaid-version': '2020-09-14' },
    );
    expect(answer.status).toBe(200);
  });

  it('a page of another name than loopback is turned away', async () => {
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      request(
        `${sandbox.url}/_control/health`,
        { headers: { host: 'evil.example' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });
});
