import { route } from '#lib/http/route';
import { askReading } from '#lib/income/ask-reading';
import { readIncomeInput } from '#lib/income/contract';

export * from '#lib/http/other-methods';

export const POST = route(
  {
    method: 'POST',
    path: '/api/income/readings',
    body: readIncomeInput,
    status: 202,
    limit: { capacity: 10, perMinute: 2 },
  },
  ({ session, body }) => askReading(session, body),
);
