import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { envNames } from '#lib/env';
import { decoys } from '#lib/stack/build';
import { readPages } from '#lib/testing/pages';
import { askPage } from './support/ask-page.ts';
import { connect, Visitor, waitForState } from './support/drill.ts';
import { findSecrets } from './support/find-leaks.ts';
import { fillPath } from './support/samples.ts';

// What is built and served: no secret that the build was given, none that the server has, nothing
// of the server's own code.

const sweep = inject('sweep');
const secretSettings = envNames.filter((name) =>
  /SECRET|KEYS|BACKUP_KEY|DATABASE_URL|HEADERS|SMTP|CLIENT_ID/.test(name),
);
const browserFiles = listFiles('.next/static/**');
const browserTexts = browserFiles.filter((file) => /\.(js|css|json|txt|html)$/.test(file));

let ana: Visitor;
let ids: Record<string, string | undefined>;

beforeAll(async () => {
  ana = new Visitor(sweep.url);
  await ana.signUp();
  const itemId = await connect(sweep, ana);
  await waitForState(ana, itemId, 'healthy');
  const { items } = await ana.ask<{ items: { id: string }[] }>('GET', '/api/accounts');
  ids = { itemId, accountId: items[0]?.id };
});

it('the build was given a decoy of every secret setting', () => {
  expect(Object.keys(decoys).sort()).toEqual(secretSettings.sort());
});

it('no file of the build holds one, neither those for browsers nor the server’s', () => {
  const files = listFiles('.next/static/**', '.next/server/**', '.next/*');
  expect(files.length).toBeGreaterThan(500);
  const keys = [decoys.ENCRYPTION_KEYS, decoys.BACKUP_KEY].map((key) => key?.slice(6) ?? '');
  const marks = ['decoy-of-the', ...keys];
  const found = files.flatMap((file) => {
    const bytes = readFileSync(file);
    return marks.filter((mark) => bytes.includes(mark)).map((mark) => `${mark} in ${file}`);
  });
  expect(found).toEqual([]);
});

it('browsers get neither the server’s code nor the source of theirs', async () => {
  expect(browserTexts.length).toBeGreaterThan(20);
  // The interface says which setting makes mails leave, and which key is to be kept elsewhere.
  const said = ['SMTP_URL', 'BACKUP_KEY'];
  const unsaid = secretSettings.filter((name) => !said.includes(name));
  const serverOnly = [...unsaid, 'argon2', 'graphile', 'INSERT INTO', 'node:crypto'];
  for (const file of browserTexts) {
    const text = readFileSync(file, 'utf8');
    expect(
      serverOnly.filter((word) => text.includes(word)),
      file,
    ).toEqual([]);
    expect(text, file).not.toContain('sourceMappingURL');
  }
  expect(browserFiles.filter((file) => file.endsWith('.map'))).toEqual([]);
  const [script = ''] = browserFiles.filter((file) => file.endsWith('.js'));
  const address = script.replace('.next', '/_next');
  expect((await ana.send('GET', address)).status).toBe(200);
  expect((await ana.send('GET', `${address}.map`)).status).toBe(404);
});

describe.each(readPages())('the page %s', (path) => {
  it('holds none of the server’s secrets, as a document and for the router', async () => {
    const address = fillPath(path, (name) => ids[name] ?? randomUUID());
    for (const headers of [{}, { rsc: '1' }] as Record<string, string>[]) {
      const { text } = await askPage(ana, address, headers);
      expect(findSecrets(text, { ...sweep.secrets, ...decoys })).toEqual([]);
    }
  });
});

function listFiles(...patterns: string[]): string[] {
  return globSync(patterns, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
