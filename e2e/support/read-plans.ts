import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlanNode } from '#lib/testing/plans';

/** One statement as PostgreSQL ran it, from the log that `auto_explain` writes. */
export type Ran = { service: string; sql: string; plan: PlanNode };

/** Settings of an embedded PostgreSQL that can tell; nothing is told before `telling`. */
export const plansSettings = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_format': 'json',
  // What people typed is not for a log.
  'auto_explain.log_parameter_max_length': '0',
  logging_collector: 'on',
  log_destination: 'jsonlog',
  log_directory: 'log',
  log_rotation_size: '0',
};

/** Turns the telling on, also for sessions that are open. */
export const telling = [
  'ALTER SYSTEM SET auto_explain.log_min_duration = 0',
  'SELECT pg_reload_conf()',
];

/** Everything that was told so far, in order. */
export function readPlans(postgresDir: string): Ran[] {
  const files = globSync(join(postgresDir, 'data', 'log', '*.json')).sort();
  return files.flatMap((file) => readFileSync(file, 'utf8').split('\n').flatMap(readLine));
}

function readLine(line: string): Ran[] {
  // The queue looks for work all the time.
  if (!line.includes('plan:') || line.includes('graphile_worker')) return [];
  const { message, application_name: service } = JSON.parse(line) as Record<string, string>;
  const plan = /plan:\n([\s\S]*)$/.exec(message ?? '')?.[1];
  if (plan === undefined) return [];
  const told = JSON.parse(plan) as { 'Query Text': string; Plan: PlanNode };
  return [{ service: service ?? '', sql: told['Query Text'], plan: told.Plan }];
}
