import { afterEach, expect, it, vi } from 'vitest';
import { log } from '#lib/log';
import { publicRoute, signedRoute } from './route.ts';

const secret = 'Ab_-'.repeat(11);
const fail = async (): Promise<never> => {
  throw new Error('a bug');
};

afterEach(() => vi.restoreAllMocks());

it.each([
  ['/api/calendar/[householdId]/[file]', 'GET', publicRoute],
  ['/api/plaid/webhook', 'POST', signedRoute],
] as const)(
  'a failure of %s is logged as the route’s, not as the address',
  async (path, method, make) => {
    const error = vi.spyOn(log, 'error');
    const handler = make({ method: method as never, path }, fail);
    const request = new Request(`http://localhost:3000/api/x/${secret}?token=${secret}`, {
      method,
    });
    const response = await handler(request, { params: Promise.resolve({}) });
    expect(response.status).toBe(500);
    expect(error).toHaveBeenCalledWith(
      expect.objectContaining({ method, path }),
      expect.anything(),
    );
    expect(JSON.stringify(error.mock.calls)).not.toContain(secret);
  },
);
