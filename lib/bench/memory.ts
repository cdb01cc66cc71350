import 'server-only';
import { readFileSync } from 'node:fs';
import type { Supervised } from '#lib/stack/supervise';
import { listTree } from './cpu.ts';

/** From Linux's own count; elsewhere the figure is missing. */
export function readMemoryMb(process: Supervised, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${process.pid()}/status`, 'utf8');
  const kilobytes = new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1];
  return Number(kilobytes) / 1_000;
}

/**
 * What a process and all that it started hold of the machine's memory. Of what several share each counts its part
 * (PSS), so that figures can be added up. Linux only, and of processes that this one may look into.
 */
export function readShareMb(root: number | undefined): number {
  return listTree(root).reduce((sum, { pid }) => {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return sum + Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]) / 1_000;
  }, 0);
}
