import 'server-only';
import { readFileSync } from 'node:fs';
import type { Supervised } from '#lib/stack/supervise';

/** From Linux's own count; elsewhere the figure is missing. */
export function readMemoryMb(process: Supervised, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${process.pid()}/status`, 'utf8');
  const kilobytes = new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1];
  return Number(kilobytes) / 1_000;
}
