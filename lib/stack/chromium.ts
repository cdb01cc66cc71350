import 'server-only';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

/**
 * A Chromium for the browser tests: the one CHROMIUM_PATH names, Debian's, Playwright's own, or, as
 * root on a Debian, one installed now.
 *
 * @throws Error saying how to get one
 */
export function findChromium(): string {
  const named = process.env.CHROMIUM_PATH;
  const known = [
    named,
    // Takes a fifth less of the processor for the same tests: it has no window that nobody sees.
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    chromium.executablePath(),
  ];
  const found = known.find((path) => path && existsSync(path));
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    console.log('Installing Chromium from Debian’s packages …');
    spawnSync('apt-get', ['update'], { env, stdio: 'ignore' });
    // Ubuntu has the whole one alone.
    for (const name of ['chromium-headless-shell', 'chromium']) {
      const args = ['install', '-y', '--no-install-recommends', name];
      const errors = name === 'chromium' ? 'inherit' : 'ignore';
      spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', errors] });
      if (existsSync(`/usr/bin/${name}`)) return `/usr/bin/${name}`;
    }
  }
  throw new Error(
    'No Chromium was found for the browser tests. Install one (Debian: apt-get install chromium; ' +
      'elsewhere: npx playwright install chromium) or set CHROMIUM_PATH.',
  );
}
