import 'server-only';
import { timeBoth } from './ask.ts';
import { withHeavyHousehold } from './heavy-household.ts';
import type { Report, Result } from './report.ts';

/** p95 in milliseconds. */
const goal = 80;

const reports: Record<string, string>[] = [
  { kind: 'cash-flow' },
  { kind: 'flow' },
  { kind: 'spending' },
  { kind: 'spending', by: 'group', compare: 'year' },
  { kind: 'spending', by: 'account' },
  { kind: 'spending', by: 'tag' },
  { kind: 'spending', by: 'merchant' },
  { kind: 'income' },
  { kind: 'years' },
  { kind: 'custom', measure: 'net', q: 'category:coffee' },
];

/** Every report over 24 months of 100,000 transactions, over the API of the built product. */
export function benchReports(): Promise<Report> {
  return withHeavyHousehold(async (heavy) => {
    const results: Result[] = [];
    const today = new Date().toISOString().slice(0, 10);
    for (const asked of reports) {
      const query = new URLSearchParams({ ...asked, period: '24m', today });
      const what = Object.values(asked).join(', ');
      results.push(...(await timeBoth(heavy, what, `/api/reports?${query}`, goal)));
    }
    return { name: 'reports', results };
  });
}
