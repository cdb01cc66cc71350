import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './debian-program.ts';

type Times = { from: Date; until: Date };
/** PEM, as Node's servers take them. */
export type Certificate = { key: string; cert: string };

const day = 86_400_000;
const soon = (): Times => ({ from: new Date(Date.now() - day), until: new Date(Date.now() + day) });

/** Looked for as this is imported: no test's time is for installing it. */
const program = findProgram('/usr/bin/openssl', ['openssl']);

/** Only what `openssl ca` cannot be told otherwise. */
const config = `
[ca]
default_ca = authority
[authority]
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = policy
copy_extensions = copy
unique_subject = no
[policy]
commonName = supplied
`;
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/**
 * An authority of a test's own, which signs what it is told to: openssl's, because Node makes no certificates.
 *
 * @throws Error in openssl's words, also where there is none
 */
export function createAuthority() {
  const dir = mkdtempSync(join(tmpdir(), 'plumbline-authority-'));
  const read = (name: string) => readFileSync(join(dir, name), 'utf8');
  writeFileSync(join(dir, 'ca.cnf'), config);
  writeFileSync(join(dir, 'index.txt'), '');
  const own = ['-subj', '/CN=Authority of a test', '-addext', 'basicConstraints=critical,CA:TRUE'];
  openssl(dir, ['req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', ...own]);
  return {
    /** What has to be trusted for what it signs to be: PEM, and the file that holds it. */
    cert: read('ca.pem'),
    file: join(dir, 'ca.pem'),
    /** For this name, from yesterday until tomorrow unless told. */
    issue: (name: string, { from, until }: Times = soon()): Certificate => {
      const named = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
      openssl(dir, ['req', '-new', ...newKey, '-keyout', 'key', '-out', 'request', ...named]);
      const times = ['-startdate', toAsn1(from), '-enddate', toAsn1(until)];
      const files = ['-cert', 'ca.pem', '-keyfile', 'ca.key', '-in', 'request', '-out', 'cert'];
      openssl(dir, ['ca', '-batch', '-notext', '-config', 'ca.cnf', ...files, ...times]);
      return { key: read('key'), cert: read('cert') };
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

function openssl(cwd: string, args: string[]): void {
  if (!program) throw new Error('There is no openssl here, and none could be installed.');
  const { status, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl ${args[0]} failed: ${error?.message ?? stderr}`);
}

/** YYYYMMDDHHMMSSZ */
function toAsn1(time: Date): string {
  return `${time.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
}
