// Runs before every command, on whatever Node the machine has and with nothing installed: installs
// the locked packages when they are not there, and generates the database client when its schema
// changed. Everything after this runs on the Node 24 that the lock file brings.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`Plumbline needs Node 20 or newer to install; this is ${process.version}.`);
  process.exit(1);
}

if (!isInstalled()) {
  console.log('Installing packages …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}
if (!isGenerated()) {
  const env = { CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  // Not there where packages were installed without their scripts, as in an image: Node is its own.
  const own = 'node_modules/.bin/node';
  run(
    existsSync(own) ? own : process.execPath,
    ['node_modules/prisma/build/index.js', 'generate', '--no-hints'],
    env,
  );
  writeFileSync('lib/db/generated/schema.sha256', hashSchema());
}

/** npm writes the inner lock file last, so its presence also says that no install was cut short. */
function isInstalled() {
  const inner = 'node_modules/.package-lock.json';
  if (!existsSync(inner)) return false;
  const wanted = readPackages('package-lock.json');
  const present = readPackages(inner);
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
  );
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

function isGenerated() {
  const stamp = 'lib/db/generated/schema.sha256';
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashSchema();
}

function hashSchema() {
  const hash = createHash('sha256').update(readFileSync('prisma/schema.prisma'));
  return hash.update(readFileSync('node_modules/@prisma/client/package.json')).digest('hex');
}

function run(command, args, env = {}) {
  const options = { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } };
  const done = spawnSync(command, args, options);
  if (done.status === 0) return;
  console.error(`${done.stdout ?? ''}\n${command} ${args[0]} failed. Nothing was started.`);
  process.exit(1);
}
