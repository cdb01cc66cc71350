import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readTestReport } from './read-test-report.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-report-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('names the files that failed, also where one could not begin, and counts what is sound', () => {
  const file = join(folder, 'report.json');
  const test = (status: string, totals?: Record<string, number>) => ({
    status,
    fullName: 'adds up',
    failureMessages: status === 'failed' ? ['expected 2 to be 3'] : [],
    meta: { totals },
  });
  const testResults = [
    { name: '/a.test.ts', status: 'passed', assertionResults: [test('passed', { calls: 3 })] },
    { name: '/b.test.ts', status: 'failed', assertionResults: [test('passed'), test('failed')] },
    { name: '/c.test.ts', status: 'failed', message: 'No database.', assertionResults: [] },
    { name: '/d.test.ts', status: 'passed', assertionResults: [test('passed'), test('skipped')] },
  ];
  writeFileSync(file, JSON.stringify({ numPassedTests: 3, numPendingTests: 1, testResults }));
  expect(readTestReport(file)).toEqual({
    passed: 3,
    sound: 2,
    broken: [
      { name: '/b.test.ts', why: 'adds up:\nexpected 2 to be 3' },
      { name: '/c.test.ts', why: 'No database.' },
    ],
    skipped: 1,
    totals: ['3 calls'],
  });
});
