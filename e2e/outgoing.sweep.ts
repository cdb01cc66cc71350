import { expect, inject, it } from 'vitest';
import { Visitor } from './support/drill.ts';
import { listRefusedConnections, metadataHost } from './support/sweep-stack.ts';

const sweep = inject('sweep');

it('the server itself goes nowhere that it must not, even where a setting says so', async () => {
  const visitor = new Visitor(sweep.url);
  const { csrfToken } = await visitor.ask<{ csrfToken: string }>('GET', '/api/auth/csrf');
  const body = { csrfToken, purpose: 'sign_in' };
  const response = await visitor.send('POST', '/api/auth/signin/oidc', body);
  expect(response.status).toBe(503);
  expect(await response.text()).toContain(`${metadataHost} cannot be reached`);
  const refusals = listRefusedConnections(sweep.logFile).join();
  expect(refusals).toContain(`"host":"${metadataHost}"`);
});
