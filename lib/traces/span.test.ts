import { globSync, readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { currentScope } from '#lib/scope';
import { inSpan, type Recorder, readTraceparent, recordSpans } from './span.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
afterEach(() => recordSpans(undefined));

it('without a collector nothing stands between a step and who asked for it', () => {
  const result = Promise.resolve(1);
  expect(inSpan('a step', 'internal', {}, () => result)).toBe(result);
});

it('of OpenTelemetry nothing is loaded before it is switched on', () => {
  const sources = globSync('{lib,app,bin}/**/*.{ts,tsx}', { exclude: ['**/*.test.ts'] });
  const users = sources.filter((file) => readFileSync(file, 'utf8').includes("'@opentelemetry/"));
  expect(users).toEqual(['lib/traces/start-traces.ts']);
  expect(readFileSync('lib/traces/start-traces.ts', 'utf8')).not.toMatch(/from '@opentelemetry/);
});

it('what is within a step is of its span, and a failure is named by its code alone', async () => {
  const ended: unknown[] = [];
  const recorder: Recorder = () => ({ traceparent, end: (outcome) => ended.push(outcome) });
  recordSpans(recorder);
  const within = await inSpan('a step', 'internal', {}, async () => currentScope()?.traceparent);
  expect(within).toBe(traceparent);
  const fail = (error: Error) => inSpan('a step', 'internal', {}, () => Promise.reject(error));
  const refused = Object.assign(new Error('access-sandbox-1 is no token'), {
    code: 'ECONNREFUSED',
  });
  await expect(fail(refused)).rejects.toThrow();
  await expect(fail(new TypeError('access-sandbox-1'))).rejects.toThrow();
  expect(ended).toEqual([{}, { error: 'ECONNREFUSED' }, { error: 'TypeError' }]);
});

it.each([
  traceparent.toUpperCase(),
  `${traceparent}-more`,
  traceparent.replace('00-', 'ff-'),
  traceparent.replace(/[1-9a-f]/g, '0'),
  '',
  7,
  null,
])('a traceparent that is none: %s', (text) => {
  expect(readTraceparent(text)).toBeNull();
  expect(readTraceparent(traceparent)).toBe(traceparent);
});
