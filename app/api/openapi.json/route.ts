import { publicRoute } from '#lib/http/route';
import { readDocument } from '#lib/openapi/queries';

export * from '#lib/http/other-methods';

/** For anybody: it says what can be asked, and nothing of anybody's. */
export const GET = publicRoute(
  { method: 'GET', path: '/api/openapi.json', limit: { capacity: 30, perMinute: 30 } },
  async () => readDocument(),
);
