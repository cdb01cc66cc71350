import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { logFailure } from '../log.ts';
import { startSandbox } from '../start.ts';

// A process that gives whoever started it one fresh sandbox after the other: each message `open` closes the one before and
// answers `{ url }`. Nothing of a sandbox is global, so the next has an empty folder, its own clock and no faults; a process
// for each would spend a second of a core on reading two hundred files.
let close = async () => {};

process.on('message', async (message) => {
  if (message !== 'open') return;
  try {
    process.send?.({ url: await openSandbox() });
  } catch (error) {
    logFailure('no fresh sandbox', error);
    process.exit(1);
  }
});
process.on('SIGTERM', leave);
// Whoever started it is gone.
process.on('disconnect', leave);

async function openSandbox(): Promise<string> {
  await close();
  const dir = await mkdtemp(join(tmpdir(), 'plumbline-sandbox-'));
  const config = readConfig({ ...process.env, DATA_DIR: dir, SANDBOX_PORT: '0' });
  const sandbox = await startSandbox(config);
  close = async () => {
    await sandbox.close();
    await rm(dir, { recursive: true, force: true });
  };
  return sandbox.url;
}

async function leave(): Promise<void> {
  await close();
  process.exit(0);
}
