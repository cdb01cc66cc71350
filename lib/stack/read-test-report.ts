import 'server-only';
import { readFileSync } from 'node:fs';

type Report = {
  numPassedTests: number;
  numPendingTests: number;
  testResults: {
    name: string;
    status: string;
    /** What kept the file from beginning. */
    message?: string;
    assertionResults: Assertion[];
  }[];
};

type Assertion = {
  status: string;
  fullName: string;
  failureMessages?: string[];
  meta: { totals?: Record<string, number> };
};

/**
 * What vitest's JSON reporter wrote; `totals` is what tests counted of their own, as lines. `broken` are the files with a
 * test that failed, or that could not begin, each with why; `sound` counts what passed in all others.
 */
export function readTestReport(file: string) {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const counted = report.testResults
    .flatMap((each) => each.assertionResults)
    .flatMap(({ meta }) => (meta.totals ? [meta.totals] : []));
  const sound = report.testResults.filter(hasPassed);
  const broken = report.testResults.filter((file) => !hasPassed(file));
  return {
    passed: report.numPassedTests,
    sound: sound.flatMap((each) => each.assertionResults).filter(hasPassed).length,
    broken: broken.map(({ name, message = '', assertionResults }) => ({
      name,
      why: [message, ...assertionResults.flatMap(toFailure)].filter(Boolean).join('\n'),
    })),
    skipped: report.numPendingTests,
    totals: counted.map((totals) =>
      Object.entries(totals)
        .map(([name, number]) => `${number} ${name}`)
        .join(', '),
    ),
  };
}

function hasPassed({ status }: { status: string }): boolean {
  return status === 'passed';
}

function toFailure({ status, fullName, failureMessages = [] }: Assertion): string[] {
  return status === 'failed' ? [`${fullName}:`, ...failureMessages] : [];
}
