import 'server-only';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';

/** How PostgreSQL, which refuses to run as root, is started: see `wrappers`. */
export type Identity = 'self' | 'namespace' | 'capability';

const wrappers: Record<Identity, string[]> = {
  self: [],
  // In a user namespace root's own files belong to an ordinary user.
  namespace: ['unshare', '--user', '--map-user=1000', '--map-group=1000'],
  // As `nobody`, keeping just the right to pass through folders that are root's. PostgreSQL asks
  // access(2) about its own binary, which ignores that right unless no_setuid_fixup is set.
  capability: [
    'setpriv',
    '--reuid=65534',
    '--regid=65534',
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ],
};

/** Both ways out of root work in a 0700 home and need no account to be made. */
export function chooseIdentity(): Identity {
  if (process.getuid?.() !== 0) return 'self';
  if (worksHere('namespace')) return 'namespace';
  if (worksHere('capability')) return 'capability';
  throw new Error(
    'PostgreSQL refuses to run as root, and this machine allows neither a user namespace nor ' +
      'setpriv to leave root. Nothing was changed. Run as an ordinary user, or set DATABASE_URL.',
  );
}

/** Whether this machine lets root leave root in this way. */
export function worksHere(identity: 'namespace' | 'capability'): boolean {
  const [file = '', ...args] = [...wrappers[identity], 'true'];
  return spawnSync(file, args).status === 0;
}

/** The program and arguments that run `path` under this identity. */
export function command(identity: Identity, path: string, args: string[]): [string, string[]] {
  const [file = path, ...rest] = [...wrappers[identity], path, ...args];
  return [file, rest];
}

/** Data made under the other identity stays readable. */
export function handOver(root: string, dataDir: string, identity: Identity): void {
  if (identity === 'self') return;
  const owner = identity === 'capability' ? 65534 : 0;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (statSync(dataDir).uid !== owner) execFileSync('chown', ['-R', `${owner}:${owner}`, root]);
}
