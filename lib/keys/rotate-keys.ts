import 'server-only';
import { installationLog, recordAudit } from '#lib/audit/record-audit';
import { keyRing, seal, sealedBy, UnsealError, unseal } from '#lib/crypto/seal';
import { type SealedColumn, sealedColumns } from '#lib/crypto/sealed-columns';
import { db, Prisma, type Tx } from '#lib/db/client';
import { failPoint } from '#lib/fail-point';
import { recordItem } from '#lib/items/record-item';
import { hasWorker } from '#lib/jobs/worker-heartbeat';
import { findForeignKeys } from './check-keys.ts';

const batchRows = 200;
/** A process that seals with an old key keeps making work; it must not keep this from ending. */
const passes = 5;
/** A row may be held by a sync's commit. */
const rowTimeoutMs = 120_000;

type Row = { householdId: string; key: string; sealed: string };

export type Rotation = {
  resealed: number;
  /** Rows that no key of the ring opens, as `Item.accessTokenSealed <household> <id>`. */
  unopened: string[];
  /** Rows that are still sealed with another key than the first. */
  left: number;
};

/**
 * Seals with the ring's first key whatever another one has sealed, a row at a time and while
 * everything else goes on: a row that changes meanwhile is left as it became. What is done stays
 * done, so a run that was cut short is just run again. Once nothing is left, the other keys are
 * forgotten, and ENCRYPTION_KEYS may go without them.
 *
 * That it began and how it ended is written down for the operators, and each connection's in its
 * household's log, in the commit that seals it.
 *
 * @throws Error when the ring lacks a key that something here is sealed with, or what runs lacks
 * the one to seal with
 */
export async function rotateKeys(): Promise<Rotation> {
  await requireKnownKeys();
  const rotation: Rotation = { resealed: 0, unopened: [], left: await countLeft() };
  const [key] = keyRing();
  const begin = { key, left: rotation.left };
  await recordAudit(db(), installationLog, { kind: 'key_rotation_began', details: begin });
  for (let pass = 0; pass < passes; pass += 1) {
    rotation.unopened = [];
    for (const column of sealedColumns) await resealColumn(column, rotation);
    rotation.left = await countLeft();
    if (rotation.left === rotation.unopened.length) break;
  }
  if (rotation.left === 0) await forgetOtherKeys();
  const end = { key, left: rotation.left, resealed: rotation.resealed };
  await recordAudit(db(), installationLog, { kind: 'key_rotation_ended', details: end });
  return rotation;
}

async function requireKnownKeys(): Promise<void> {
  const [first] = keyRing();
  const isKnown = (await db().encryptionKey.count({ where: { id: first } })) > 0;
  if (!isKnown && (await hasWorker())) {
    throw new Error(
      `Plumbline runs without the key "${first}" and could not read what it seals. ` +
        'Nothing was changed. Restart it, then run this again.',
    );
  }
  const foreign = await findForeignKeys();
  if (foreign.length === 0) return;
  throw new Error(
    `ENCRYPTION_KEYS lacks ${foreign.join(', ')}, or holds another key of that name. ` +
      'Nothing was changed. Put it back behind the first, then run this again.',
  );
}

async function resealColumn(column: SealedColumn, rotation: Rotation): Promise<void> {
  const first = '00000000-0000-0000-0000-000000000000';
  let after = { householdId: first, key: first };
  for (;;) {
    const rows = await readBatch(column, after);
    for (const row of rows) {
      after = row;
      if (await resealRow(column, row)) rotation.resealed += 1;
      else rotation.unopened.push(`${column.table}.${column.column} ${row.householdId} ${row.key}`);
    }
    if (rows.length < batchRows) return;
  }
}

/** In the order of the key, so that rows which do not open are passed by once. */
function readBatch(column: SealedColumn, after: Omit<Row, 'sealed'>): Promise<Row[]> {
  const { table, sealed, key, householdId } = quote(column);
  return db().$queryRaw<Row[]>`
    SELECT ${householdId}::text AS "householdId", ${key}::text AS "key", ${sealed} AS "sealed"
    FROM ${table}
    WHERE ${isSealedByOther(sealed)}
      AND (${householdId}, ${key}) > (${after.householdId}::uuid, ${after.key}::uuid)
    ORDER BY ${householdId}, ${key} LIMIT ${batchRows}`;
}

/** False when no key opens it. One row a commit: it waits for no other row while holding one. */
async function resealRow(column: SealedColumn, row: Row): Promise<boolean> {
  const fresh = reseal(column, row);
  if (fresh === null) return false;
  if (column.table === 'Item') await resealItem(column, row, fresh);
  else await replaceSealed(db(), column, row, fresh);
  failPoint('key-rotated');
  return true;
}

async function resealItem(column: SealedColumn, row: Row, fresh: string): Promise<void> {
  const ref = { householdId: row.householdId, itemId: row.key };
  await db().$transaction(
    async (tx) => {
      const replaced = await replaceSealed(tx, column, row, fresh);
      if (replaced > 0) await recordItem(tx, ref, { kind: 'token_resealed', details: {} });
    },
    { timeout: rowTimeoutMs },
  );
}

function replaceSealed(
  tx: Pick<Tx, '$executeRaw'>,
  column: SealedColumn,
  row: Row,
  fresh: string,
): Promise<number> {
  const { table, sealed, key, householdId } = quote(column);
  return tx.$executeRaw`
    UPDATE ${table} SET ${sealed} = ${fresh}
    WHERE ${householdId} = ${row.householdId}::uuid AND ${key} = ${row.key}::uuid
      AND ${sealed} = ${row.sealed}`;
}

function reseal({ table, column, tenant }: SealedColumn, row: Row): string | null {
  const householdId = tenant ? row.householdId : '';
  const place = { table, column, householdId, rowId: row.key } as const;
  try {
    return seal(unseal(row.sealed, place), place);
  } catch (error) {
    if (error instanceof UnsealError) return null;
    throw error;
  }
}

async function countLeft(): Promise<number> {
  let left = 0;
  for (const column of sealedColumns) {
    const { table, sealed } = quote(column);
    const [row] = await db().$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS "count" FROM ${table} WHERE ${isSealedByOther(sealed)}`;
    left += row?.count ?? 0;
  }
  return left;
}

async function forgetOtherKeys(): Promise<void> {
  await db().encryptionKey.deleteMany({ where: { id: { not: keyRing()[0] } } });
}

function isSealedByOther(sealed: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`${sealed} IS NOT NULL AND NOT starts_with(${sealed}, ${sealedBy(keyRing()[0])})`;
}

/** A global table has no household; the zero id stands for it. */
function quote({ table, column, tenant, key }: SealedColumn) {
  return {
    table: Prisma.raw(`"${table}"`),
    sealed: Prisma.raw(`"${column}"`),
    key: Prisma.raw(`"${key}"`),
    householdId: Prisma.raw(
      tenant ? '"householdId"' : `'00000000-0000-0000-0000-000000000000'::uuid`,
    ),
  };
}
