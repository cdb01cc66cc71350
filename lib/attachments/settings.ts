import 'server-only';
import { join } from 'node:path';
import { isLoopback } from '#lib/net/loopback';

export const storeNames = ['database', 'folder', 's3'] as const;
export type StoreName = (typeof storeNames)[number];

type Given = {
  DATA_DIR: string;
  ATTACHMENTS_STORE: StoreName;
  ATTACHMENTS_FOLDER?: string | undefined;
  ATTACHMENTS_BUCKET_URL?: string | undefined;
  ATTACHMENTS_BUCKET_REGION: string;
  ATTACHMENTS_BUCKET_KEY_ID?: string | undefined;
  ATTACHMENTS_BUCKET_SECRET?: string | undefined;
};

export type S3Settings = { url: string; region: string; keyId: string; secret: string };

const needed = [
  'ATTACHMENTS_BUCKET_URL',
  'ATTACHMENTS_BUCKET_KEY_ID',
  'ATTACHMENTS_BUCKET_SECRET',
] as const;

/** What is wrong with the settings of where attachments are kept: variable and words. */
export function findStoreProblems(given: Given): [name: string, message: string][] {
  const url = given.ATTACHMENTS_BUCKET_URL;
  if (given.ATTACHMENTS_STORE !== 's3' && url === undefined) return [];
  const missing = needed.filter((name) => given[name] === undefined);
  const problems = missing.map((name): [string, string] => [name, 'is needed for S3']);
  if (url !== undefined && !url.startsWith('https:') && !isLoopback(url)) {
    problems.push(['ATTACHMENTS_BUCKET_URL', 'must be https, unless it is on this machine']);
  }
  return problems;
}

/** Where new attachments go, and every place where older ones may still be. */
export function readStoreSettings(given: Given) {
  const { ATTACHMENTS_BUCKET_URL: url, ATTACHMENTS_BUCKET_KEY_ID: keyId } = given;
  const { ATTACHMENTS_BUCKET_SECRET: secret, ATTACHMENTS_BUCKET_REGION: region } = given;
  return {
    store: given.ATTACHMENTS_STORE,
    folder: given.ATTACHMENTS_FOLDER ?? join(given.DATA_DIR, 'attachments'),
    s3: url && keyId && secret ? ({ url, region, keyId, secret } satisfies S3Settings) : null,
  };
}
