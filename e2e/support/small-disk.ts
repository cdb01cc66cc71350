import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const pieceBytes = 1024 * 1024;

/** A disk of its own, small enough to be filled. */
type SmallDisk = {
  dir: string;
  /** To the last byte. */
  fill: () => void;
  makeRoom: () => void;
  remove: () => void;
};

/** Null, said aloud, where this machine lets nobody mount one: root may, in most containers too. */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-disk-'));
  const options = `size=${megabytes}m,mode=0700`;
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'plumbline', dir], {
    encoding: 'utf8',
  });
  if (mounted.status !== 0) {
    rmSync(dir, { recursive: true, force: true });
    process.stdout.write(`No small disk can be mounted here: ${mounted.stderr?.trim()}\n`);
    return null;
  }
  const filler = join(dir, 'filler');
  const makeRoom = () => rmSync(filler, { force: true });
  return {
    dir,
    fill: () => fill(filler),
    makeRoom,
    remove: () => {
      spawnSync('umount', ['--lazy', dir]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function fill(path: string): void {
  const file = openSync(path, 'a');
  try {
    for (let bytes = pieceBytes; bytes >= 1; ) {
      // Smaller and smaller pieces, until not one more byte goes in.
      if (!append(file, bytes)) bytes = Math.floor(bytes / 2);
    }
  } finally {
    closeSync(file);
  }
}

function append(file: number, bytes: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(bytes)) > 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}
