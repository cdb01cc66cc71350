import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '#lib/testing/debian-program';

const triplets: Partial<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };

/** A clock that others' programs see, and that can be set while they run. */
type Clock = {
  /** For their environment. */
  env: Record<string, string>;
  /** By so many seconds from now on; 0: right. They see it within a second. */
  set: (seconds: number) => void;
};

/** Null, said aloud, where Debian's libfaketime is not and cannot be installed. */
export function findClock(): { make: (dir: string) => Clock } | null {
  const triplet = triplets[process.arch] ?? process.arch;
  const library = `/usr/lib/${triplet}-linux-gnu/faketime/libfaketimeMT.so.1`;
  const found = findProgram(library, ['libfaketime']);
  return found === null ? null : { make: (dir) => makeClock(found, join(dir, 'clock')) };
}

function makeClock(library: string, file: string): Clock {
  const set = (seconds: number) => writeFileSync(file, `${seconds < 0 ? '' : '+'}${seconds}`);
  set(0);
  return {
    set,
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      // Time that passes goes on as it does when a clock is set.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      DONT_FAKE_MONOTONIC: '1',
    },
  };
}
