import { readFileSync } from 'node:fs';
import { expect, inject, it } from 'vitest';
import { Visitor } from './support/drill.ts';
import { metadataHost } from './support/sweep-stack.ts';

const sweep = inject('sweep');

it('the server itself goes nowhere that it must not, even where a setting says so', async () => {
  const visitor = new Visitor(sweep.url);
  const { csrfToken } = await visitor.ask<{ csrfToken: string }>('GET', '/api/auth/csrf');
  const body = { csrfToken, purpose: 'sign_in' };
  const response = await visitor.send('POST', '/api/auth/signin/oidc', body);
  expect(response.status).toBe(503);
  expect(await response.text()).toContain(`${metadataHost} cannot be reached`);
  const refusals = readFileSync(sweep.logFile, 'utf8')
    .split('\n')
    .filter((line) => line.includes('an outgoing connection was refused'));
  expect(refusals.join()).toContain(`"host":"${metadataHost}"`);
  // And nothing else that it tried: all it needs is named.
  for (const line of refusals) expect(line).toContain(metadataHost);
});
