import 'server-only';
import { join } from 'node:path';
import type { S3Settings } from '#lib/attachments/settings';
import { type EncryptionKey, findKeyWeakness } from '#lib/crypto/judge-key';
import { isLoopback } from '#lib/net/loopback';

type Given = {
  DATA_DIR: string;
  AUTH_SECRET?: string | undefined;
  ENCRYPTION_KEYS?: EncryptionKey[] | undefined;
  BACKUP_KEY?: EncryptionKey[] | undefined;
  BACKUP_FOLDER?: string | undefined;
  BACKUP_BUCKET_URL?: string | undefined;
  BACKUP_BUCKET_REGION: string;
  BACKUP_BUCKET_KEY_ID?: string | undefined;
  BACKUP_BUCKET_SECRET?: string | undefined;
  BACKUP_INTERVAL_HOURS: number;
  BACKUP_KEEP_DAYS: number;
  BACKUP_DRILL_DATABASE_URL?: string | undefined;
};

const needed = ['BACKUP_BUCKET_KEY_ID', 'BACKUP_BUCKET_SECRET'] as const;

/** What is wrong with the settings of backups: variable and words. */
export function findBackupProblems(given: Given): [name: string, message: string][] {
  const url = given.BACKUP_BUCKET_URL;
  const missing = url === undefined ? [] : needed.filter((name) => given[name] === undefined);
  const problems = missing.map((name): [string, string] => [name, 'is needed for a bucket']);
  if (url !== undefined && !url.startsWith('https:') && !isLoopback(url)) {
    problems.push(['BACKUP_BUCKET_URL', 'must be https, unless it is on this machine']);
  }
  const weakness = findKeyWeakness(given.BACKUP_KEY ?? [], given.AUTH_SECRET);
  if (weakness !== null) problems.push(['BACKUP_KEY', weakness]);
  const isShared = given.BACKUP_KEY?.some(({ bytes }) =>
    given.ENCRYPTION_KEYS?.some((other) => other.bytes.equals(bytes)),
  );
  if (isShared) {
    problems.push(['BACKUP_KEY', 'is one of ENCRYPTION_KEYS: whoever learns one has both']);
  }
  return problems;
}

/** Where backups go, when, and what seals them. */
export function readBackupSettings(given: Given) {
  const { BACKUP_BUCKET_URL: url, BACKUP_BUCKET_KEY_ID: keyId } = given;
  const { BACKUP_BUCKET_SECRET: secret, BACKUP_BUCKET_REGION: region } = given;
  return {
    /** The first one seals, all of them open. */
    keys: given.BACKUP_KEY ?? [],
    folder: given.BACKUP_FOLDER ?? join(given.DATA_DIR, 'backups'),
    /** In place of the folder. */
    bucket: url && keyId && secret ? ({ url, region, keyId, secret } satisfies S3Settings) : null,
    /** 0: none is made by itself. */
    intervalHours: given.BACKUP_INTERVAL_HOURS,
    keepDays: given.BACKUP_KEEP_DAYS,
    drillUrl: given.BACKUP_DRILL_DATABASE_URL ?? null,
  };
}
