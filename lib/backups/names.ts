import 'server-only';
import { randomBytes } from 'node:crypto';

/** `20261122T031500123Z-1a2b3c4d`: in the order of time, and never twice. */
export function newBackupName(at: Date): string {
  const time = at.toISOString().replace(/[-:.]/g, '');
  return `${time}-${randomBytes(4).toString('hex')}`;
}

/** Whether a text can be the name of a backup: it becomes part of a path. */
export function isBackupName(text: string): boolean {
  return /^\d{8}T\d{9}Z-[0-9a-f]{8}$/.test(text);
}

/** When a backup was begun. */
export function timeOfName(name: string): Date {
  const iso = name.replace(/^(....)(..)(..)T(..)(..)(..)(...)Z.*$/, '$1-$2-$3T$4:$5:$6.$7Z');
  return new Date(iso);
}
