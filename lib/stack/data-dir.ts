import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseEnv } from 'node:util';

/**
 * Claims a data directory for this process, so that two copies never run on the same data.
 *
 * The claim is a listening local socket: the kernel drops it with the process, however that dies,
 * where a pid file would stay behind and later name somebody else's process.
 *
 * @param describe  one line for people about what runs here; told to whoever comes second
 * @throws Error with the holder's line when the directory is in use
 */
export async function claimDataDir(
  dir: string,
  describe: () => string,
): Promise<{ release: () => void }> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const address = lockAddress(dir);
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.end(describe());
  });
  server.unref();
  if (await tryListen(server, address)) return { release: () => server.close() };
  const holder = await askHolder(address);
  if (holder !== null) {
    throw new Error(
      `${resolve(dir)} is in use: ${holder || 'another copy of Plumbline'}.\n` +
        'Nothing was started or changed. Stop that copy, or give this one its own DATA_DIR and PORT.',
    );
  }
  // A socket file without a listener (outside Linux) is the remains of a killed run.
  unlinkSync(address);
  if (await tryListen(server, address)) return { release: () => server.close() };
  throw new Error(`${resolve(dir)} was claimed by another copy at the same moment. Try again.`);
}

/**
 * The secrets of this installation, made at first start: a session secret, an encryption key and the key
 * of backups, which an installation of before has made for it. Losing the file makes every stored access
 * token and every backup unreadable, and neither is in a backup: a copy of it belongs elsewhere.
 *
 * @param say  a line for people, when a key of backups was made
 * @returns variables for the environment; what the environment already sets takes precedence
 */
export function readOrCreateSecrets(
  dir: string,
  say: (line: string) => void = () => {},
): Record<string, string> {
  const file = secretsFile(dir);
  if (!existsSync(file)) {
    const secrets = [
      '# Keep this file secret and keep a copy of it away from the database and from its backups.',
      `AUTH_SECRET=${randomBytes(32).toString('base64url')}`,
      `ENCRYPTION_KEYS=${newEncryptionKey()}`,
      `BACKUP_KEY=${newEncryptionKey()}`,
    ];
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${secrets.join('\n')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    say(aboutKeys(file));
  }
  const secrets = readSecrets(dir);
  if (secrets.BACKUP_KEY === undefined) {
    secrets.BACKUP_KEY = newEncryptionKey();
    replaceSecrets(file, `${readFileSync(file, 'utf8')}BACKUP_KEY=${secrets.BACKUP_KEY}\n`);
    say(aboutKeys(file));
  }
  return secrets;
}

/** The secrets that are there, and none where no file is: for what must not make new ones. */
export function readSecrets(dir: string): Record<string, string> {
  const file = secretsFile(dir);
  const secrets = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  return Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, value ?? '']));
}

function aboutKeys(file: string): string {
  return `The keys of this installation and of its backups are in ${file}. Keep a copy elsewhere: no backup holds them, and none opens without.`;
}

/**
 * Puts a new key before the others in this installation's secrets: what is started from now on
 * seals with it.
 *
 * @returns its name; null when the keys are not kept here
 */
export function addEncryptionKey(dir: string): string | null {
  const file = secretsFile(dir);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const key = newEncryptionKey();
  const changed = text.replace(/^ENCRYPTION_KEYS=/m, `ENCRYPTION_KEYS=${key},`);
  if (changed === text) return null;
  replaceSecrets(file, changed);
  return key.split(':')[0] ?? null;
}

/** A new file in the old one's place: half of it would be no keys at all. */
function replaceSecrets(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

function secretsFile(dir: string): string {
  return join(dir, 'secrets.env');
}

/** Named after itself, so that no two keys of one name can come about. */
function newEncryptionKey(): string {
  const bytes = randomBytes(32);
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  return `k-${name}:${bytes.toString('base64url')}`;
}

/** Linux has sockets without a file; elsewhere the file lies in the short path of the temp folder. */
function lockAddress(dir: string): string {
  const name = `plumbline-${createHash('sha256').update(resolve(dir)).digest('hex').slice(0, 32)}`;
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

async function tryListen(server: Server, address: string): Promise<boolean> {
  server.listen(address);
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return false;
    throw error;
  }
}

/** The holder's line; null when nobody listens. */
async function askHolder(address: string): Promise<string | null> {
  const socket = connect(address);
  socket.setTimeout(2_000, () => socket.destroy());
  try {
    await once(socket, 'connect');
    return await text(socket);
  } catch {
    return null;
  }
}
