import 'server-only';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import type { BackupDto, BackupOverview, BackupStanding } from './contract.ts';

const listLimit = 60;
const hourMs = 3_600_000;
/** The first is made within two hours; one that fails is tried again in the third. */
const firstWithinHours = 4;

const columns = {
  id: true,
  name: true,
  state: true,
  startedAt: true,
  finishedAt: true,
  bytes: true,
  rows: true,
  error: true,
  provenAt: true,
  drillError: true,
} as const;

/** The installation's backups, newest first, and how it stands with them: for operators alone. */
export async function readBackups(): Promise<BackupOverview> {
  const [rows, lastGood, lastProven] = await Promise.all([
    db().backup.findMany({ select: columns, orderBy: { name: 'desc' }, take: listLimit }),
    db().backup.findFirst({
      where: { state: 'done' },
      select: { startedAt: true },
      orderBy: { name: 'desc' },
    }),
    db().backup.aggregate({ _max: { provenAt: true } }),
  ]);
  const { intervalHours } = env().backups;
  const lastGoodAt = lastGood?.startedAt ?? null;
  const dueAt = lastGoodAt && new Date(lastGoodAt.getTime() + intervalHours * hourMs);
  return {
    items: rows.map(toBackupDto),
    nextCursor: null,
    lastGoodAt: lastGoodAt?.toISOString() ?? null,
    lastProvenAt: lastProven._max.provenAt?.toISOString() ?? null,
    nextDueAt: intervalHours > 0 ? (dueAt?.toISOString() ?? null) : null,
  };
}

/** In short, for the console's first page. */
export async function readBackupStanding(): Promise<BackupStanding> {
  const [newest, good, beganAt] = await Promise.all([
    db().backup.findFirst({
      where: { state: { not: 'running' } },
      select: { state: true },
      orderBy: { name: 'desc' },
    }),
    db().backup.findFirst({
      where: { state: 'done' },
      select: { startedAt: true, drilledAt: true, drillError: true },
      orderBy: { name: 'desc' },
    }),
    readBeginning(),
  ]);
  const { intervalHours } = env().backups;
  const late = good
    ? good.startedAt.getTime() + 2 * intervalHours * hourMs
    : beganAt.getTime() + firstWithinHours * hourMs;
  return {
    lastGoodAt: good?.startedAt.toISOString() ?? null,
    lateAt: intervalHours > 0 ? new Date(late).toISOString() : null,
    hasFailed: newest?.state === 'failed',
    // One that is under way has not come to its word yet.
    isUnproven: Boolean(good?.drillError) && ageMs(good?.drilledAt) > hourMs / 2,
  };
}

/** When this installation was made: its first migration. */
async function readBeginning(): Promise<Date> {
  const [row] = await db().$queryRaw<{ at: Date | null }[]>`
    SELECT min("finished_at") AS "at" FROM "_prisma_migrations"`;
  return row?.at ?? new Date();
}

function ageMs(at: Date | null | undefined): number {
  return at ? Date.now() - at.getTime() : 0;
}

type Row = Awaited<ReturnType<typeof findRow>>;
const findRow = (id: string) => db().backup.findUniqueOrThrow({ where: { id }, select: columns });

function toBackupDto({ startedAt, finishedAt, provenAt, bytes, rows, ...row }: Row): BackupDto {
  return {
    ...row,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    provenAt: provenAt?.toISOString() ?? null,
    bytes: bytes === null ? null : Number(bytes),
    rows: rows === null ? null : Number(rows),
  };
}
