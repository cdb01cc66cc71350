import 'server-only';
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second, whatever the machine. */
const msPerTick = 10;

/**
 * What a process and all that it started have computed so far, in milliseconds, also those that ended.
 * Unlike times it hardly depends on who else uses the machine. Linux only.
 */
export function readCpuMs(root: number | undefined): number {
  return listTree(root).reduce((sum, { ticks }) => sum + ticks * msPerTick, 0);
}

/** A process and all that it started and that runs. Linux only. */
export function listTree(root: number | undefined): { pid: number; ticks: number }[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(Number(name)));
  const ours = new Set([root]);
  // Children have larger numbers than their parents but where numbers began anew: until none is added.
  for (let size = 0; size !== ours.size; ) {
    size = ours.size;
    for (const { pid, parent } of all) if (ours.has(parent)) ours.add(pid);
  }
  return all.filter(({ pid }) => ours.has(pid));
}

function readStat(pid: number): { pid: number; parent: number; ticks: number }[] {
  try {
    // The name in brackets may hold anything.
    const [, rest = ''] = /\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const fields = rest.split(' ').map(Number);
    const ticks = fields.slice(11, 15).reduce((sum, each) => sum + each, 0);
    return [{ pid, parent: fields[1] ?? 0, ticks }];
  } catch {
    // It ended meanwhile, and is in its parent's count.
    return [];
  }
}
