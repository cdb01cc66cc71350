import 'server-only';
import { Prisma, type Tx } from '#lib/db/client';
import { toJsonParameter } from '#lib/db/json-parameter';
import { judgeRow, type Rule, type RuleRow, type Verdict } from './judge-row.ts';
import { readRules } from './read-rules.ts';
import { settleParts } from './settle-parts.ts';

/** Large enough to amortise a round trip, small enough to stay a few MB. */
const batchRows = 5_000;

/**
 * Settles what the household's rules say of rows that were just written. The caller holds sorting still
 * (lib/categories/lock-sorting.ts). Without rules it costs one small query.
 */
export async function applyRulesTo(
  tx: Tx,
  householdId: string,
  transactionIds: readonly string[],
): Promise<void> {
  if (transactionIds.length === 0) return;
  const rules = await readRules(tx, householdId);
  // Whoever deletes the last rule clears what it said.
  if (rules.length > 0) await settleIds(tx, householdId, rules, transactionIds);
}

async function settleIds(
  tx: Tx,
  householdId: string,
  rules: Rule[],
  transactionIds: readonly string[],
): Promise<void> {
  for (let from = 0; from < transactionIds.length; from += batchRows) {
    const ids = transactionIds.slice(from, from + batchRows);
    const rows = await readRows(tx, householdId, Prisma.sql`t."id" = ANY(${ids}::uuid[])`);
    await settle(tx, householdId, rules, rows);
  }
}

/** The same for every row of these connections, of which some may say what rules of before said. */
export async function applyRulesToItems(
  tx: Tx,
  householdId: string,
  itemIds: string[],
): Promise<void> {
  const rows = await tx.transaction.findMany({
    where: { householdId, itemId: { in: itemIds } },
    select: { id: true },
  });
  const ids = rows.map(({ id }) => id);
  await settleIds(tx, householdId, await readRules(tx, householdId), ids);
}

/**
 * Settles what the household's rules say of all its rows; returns how many it changed, by account: who is
 * told of it sees only some. The caller has locked sorting.
 */
export async function applyRulesToAll(
  tx: Tx,
  householdId: string,
): Promise<ReadonlyMap<string, number>> {
  const rules = await readRules(tx, householdId);
  const changed = new Map<string, number>();
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await readRows(tx, householdId, Prisma.sql`t."id" > ${after}::uuid`);
    for (const { accountId } of await settle(tx, householdId, rules, rows)) {
      changed.set(accountId, (changed.get(accountId) ?? 0) + 1);
    }
    after = rows.at(-1)?.id ?? after;
    if (rows.length < batchRows) return changed;
  }
}

type Columns = Omit<Verdict, 'tags' | 'parts'>;
type Row = RuleRow & Columns & { id: string };

const columns = [
  'ruleCategoryId',
  'ruleCategoryRuleId',
  'ruleName',
  'ruleNameRuleId',
  'ruleNote',
  'ruleNoteRuleId',
  'hiddenRuleId',
  'reviewedRuleId',
  'transferRuleId',
  'splitRuleId',
] as const satisfies (keyof Columns)[];

function readRows(tx: Tx, householdId: string, which: Prisma.Sql): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT t."id", t."accountId", t."name", t."originalDescription", t."memo", t."merchantName",
      t."amountMinor", t."currency", t."pfcPrimary", t."pfcDetailed", t."createdAt",
      ${Prisma.raw(columns.map((column) => `t."${column}"`).join(', '))}
    FROM "Transaction" t WHERE t."householdId" = ${householdId}::uuid AND ${which}
    ORDER BY t."id" LIMIT ${batchRows}`;
}

/** Writes only what is another than it was; returns in which rows. */
async function settle(tx: Tx, householdId: string, rules: Rule[], rows: Row[]): Promise<Row[]> {
  if (rows.length === 0) return [];
  const verdicts = rows.map((row) => ({ row, verdict: judgeRow(rules, row) }));
  const due = verdicts.filter(({ row, verdict }) =>
    columns.some((column) => row[column] !== verdict[column]),
  );
  if (due.length > 0) await writeColumns(tx, householdId, due);
  const tagged = await settleTags(tx, householdId, verdicts);
  const split = await settleParts(tx, householdId, verdicts);
  const changed = new Set([...due.map(({ row }) => row.id), ...tagged, ...split]);
  return rows.filter(({ id }) => changed.has(id));
}

type Judged = { row: Row; verdict: Verdict };

async function writeColumns(tx: Tx, householdId: string, due: Judged[]): Promise<void> {
  const records = due.map(({ row: { id }, verdict: { tags: _, parts: __, ...rest } }) => ({
    id,
    ...rest,
  }));
  // In the order of their ids, as others lock rows of a household, too.
  await tx.$executeRaw`
    WITH r AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${toJsonParameter(records)}::jsonb) AS r("id" uuid,
        "ruleCategoryId" uuid, "ruleCategoryRuleId" uuid, "ruleName" text, "ruleNameRuleId" uuid,
        "ruleNote" text, "ruleNoteRuleId" uuid, "hiddenRuleId" uuid, "reviewedRuleId" uuid,
        "transferRuleId" uuid, "splitRuleId" uuid)
    ), held AS MATERIALIZED (
      SELECT t."id" FROM "Transaction" t
      WHERE t."householdId" = ${householdId}::uuid AND t."id" IN (SELECT r."id" FROM r)
      ORDER BY t."id" FOR NO KEY UPDATE
    )
    UPDATE "Transaction" t SET
      ${Prisma.raw(columns.map((column) => `"${column}" = r."${column}"`).join(', '))}
    FROM r JOIN held USING ("id")
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = r."id"`;
}

type RuleTag = { transactionId: string; tagId: string; ruleId: string };

async function settleTags(tx: Tx, householdId: string, verdicts: Judged[]): Promise<string[]> {
  const ids = verdicts.map(({ row }) => row.id);
  const found = await tx.$queryRaw<RuleTag[]>`
    SELECT "transactionId", "tagId", "ruleId" FROM "TransactionTag"
    WHERE "householdId" = ${householdId}::uuid AND "transactionId" = ANY(${ids}::uuid[])
      AND "ruleId" IS NOT NULL`;
  const wanted = verdicts.flatMap(({ row, verdict }) =>
    [...verdict.tags].map(([tagId, ruleId]) => ({ transactionId: row.id, tagId, ruleId })),
  );
  const keyOf = ({ transactionId, tagId, ruleId }: RuleTag) =>
    `${transactionId} ${tagId} ${ruleId}`;
  const [foundKeys, wantedKeys] = [new Set(found.map(keyOf)), new Set(wanted.map(keyOf))];
  const gone = found.filter((each) => !wantedKeys.has(keyOf(each)));
  const made = wanted.filter((each) => !foundKeys.has(keyOf(each)));
  if (gone.length > 0) await forgetTags(tx, householdId, gone);
  if (made.length > 0) await putTags(tx, householdId, made);
  return [...gone, ...made].map(({ transactionId }) => transactionId);
}

/** What a person said of the tag stays. */
async function forgetTags(tx: Tx, householdId: string, gone: RuleTag[]): Promise<void> {
  await tx.$executeRaw`
    WITH gone AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${toJsonParameter(gone)}::jsonb)
        AS r("transactionId" uuid, "tagId" uuid)
    ), kept AS (
      UPDATE "TransactionTag" x SET "ruleId" = NULL FROM gone r
      WHERE x."householdId" = ${householdId}::uuid AND x."transactionId" = r."transactionId"
        AND x."tagId" = r."tagId" AND x."byPerson" IS NOT NULL
    )
    DELETE FROM "TransactionTag" x USING gone r
    WHERE x."householdId" = ${householdId}::uuid AND x."transactionId" = r."transactionId"
      AND x."tagId" = r."tagId" AND x."byPerson" IS NULL`;
}

async function putTags(tx: Tx, householdId: string, made: RuleTag[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "TransactionTag" ("householdId", "transactionId", "tagId", "ruleId")
    SELECT ${householdId}::uuid, r."transactionId", r."tagId", r."ruleId"
    FROM jsonb_to_recordset(${toJsonParameter(made)}::jsonb)
      AS r("transactionId" uuid, "tagId" uuid, "ruleId" uuid)
    ON CONFLICT ("householdId", "transactionId", "tagId") DO UPDATE
      SET "ruleId" = EXCLUDED."ruleId"`;
}
