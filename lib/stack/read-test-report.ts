import 'server-only';
import { readFileSync } from 'node:fs';

type Report = {
  numPassedTests: number;
  numPendingTests: number;
  testResults: { assertionResults: { meta: { totals?: Record<string, number> } }[] }[];
};

/** What vitest's JSON reporter wrote; `totals` is what tests counted of their own, as lines. */
export function readTestReport(file: string) {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const counted = report.testResults
    .flatMap((each) => each.assertionResults)
    .flatMap(({ meta }) => (meta.totals ? [meta.totals] : []));
  return {
    passed: report.numPassedTests,
    skipped: report.numPendingTests,
    totals: counted.map((totals) =>
      Object.entries(totals)
        .map(([name, number]) => `${number} ${name}`)
        .join(', '),
    ),
  };
}
