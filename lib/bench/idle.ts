import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'playwright';
import { closeDb } from '#lib/db/client';
import type { Stack } from '#lib/stack/stack';
import { linkItem } from '#lib/testing/household';
import { withBenchStack } from './bench-stack.ts';
import { readCpuMs } from './cpu.ts';
import { findMember, settle } from './heavy-household.ts';
import { readShareMb } from './memory.ts';
import type { Options } from './options.ts';
import { atMost, type Report, type Result } from './report.ts';
import { signIn } from './sign-in.ts';
import { untilCaughtUp } from './sync-engine.ts';

const goals = { megabytes: 450, percent: 1 };
const names = ['web', 'worker', 'postgres'];
const paths = ['/', '/transactions', '/accounts', '/api/transactions?limit=50'];
/** Sessions that PostgreSQL keeps for a while, and what the worker does once after it has started. */
const restMs = 45_000;

/**
 * What the product holds of memory and computes while nobody is there, after somebody was: a bank is linked and
 * synced, and pages were looked at. The sandbox, which stands for Plaid, is not counted.
 */
export function benchIdle({ seconds }: Options): Promise<Report> {
  return withBenchStack({}, async ({ stack }) => {
    await lookAround(stack);
    // This process's own sessions are not the product's.
    await closeDb();
    await pause(restMs);
    return { name: 'idle', results: await measure(stack, seconds) };
  });
}

async function lookAround(stack: Stack): Promise<void> {
  const api = await request.newContext({ baseURL: stack.url });
  const item = await linkItem(await findMember(await signIn(api, stack.url)));
  await untilCaughtUp(item);
  for (const path of paths) {
    const response = await api.get(path);
    if (!response.ok()) throw new Error(`${path}: ${response.status()}`);
  }
  await api.dispose();
  await settle();
}

async function measure({ pidOf }: Stack, seconds: number): Promise<Result[]> {
  const before = names.map((name) => readCpuMs(pidOf(name)));
  await pause(seconds * 1_000);
  const percents = names.map(
    (name, at) => (readCpuMs(pidOf(name)) - (before[at] ?? 0)) / (seconds * 10),
  );
  const megabytes = names.map((name) => readShareMb(pidOf(name)));
  const told = (what: string, unit: string, values: number[], goal: number) => [
    atMost(`${what}, all together`, sum(values), unit, goal),
    ...names.map((name, at) => atMost(`${what}, ${name}`, values[at] ?? Number.NaN, unit, goal)),
  ];
  return [
    ...told('memory while nobody is there', 'MB', megabytes, goals.megabytes),
    ...told(`of a core over ${seconds} s`, '%', percents, goals.percent),
  ];
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
