import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * A program that tests run and the product does not: where it lies, installed now as root on a
 * Debian, or null where neither is so.
 *
 * @param path      where Debian's package puts it
 * @param packages  what to install for it
 */
export function findProgram(path: string, packages: string[]): string | null {
  if (existsSync(path)) return path;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    process.stdout.write(`Installing ${packages.join(', ')} from Debian’s packages …\n`);
    // Drills' files run side by side, and one installs at a time.
    const patient = ['-o', 'DPkg::Lock::Timeout=120'];
    spawnSync('apt-get', [...patient, 'update'], { env, stdio: 'ignore' });
    const args = [...patient, 'install', '-y', '--no-install-recommends', ...packages];
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    if (existsSync(path)) return path;
  }
  process.stdout.write(
    `Skipped without ${path} (Debian: apt-get install ${packages.join(' ')}).\n`,
  );
  return null;
}
