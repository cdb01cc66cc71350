import 'server-only';
import { accountName } from '#lib/accounts/account-name';
import { db, Prisma } from '#lib/db/client';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { partsOfRow } from '#lib/splits/part-columns';
import { type PreviewDto, type PreviewInput, previewLimit } from './contract.ts';
import { describeChanges, type MatchedRow } from './describe-changes.ts';
import { judgeRow, type Rule } from './judge-row.ts';
import { readRules } from './read-rules.ts';
import { keepUnseen, requireKnown, requireRule } from './require-known.ts';
import { ruleCondition } from './rule-condition.ts';

/** Stands for a rule that has no id yet. */
const draftId = '00000000-0000-0000-0000-000000000000';

/**
 * What a rule would match of what the viewer sees, and what would become of the newest of that if it were
 * saved for the whole history: in its place among the others, and after what people decided.
 *
 * @throws AppError not_found or invalid_input, as saving it would
 */
export async function previewRule(viewer: Viewer, input: PreviewInput): Promise<PreviewDto> {
  const { householdId } = viewer;
  const { ruleId, when, effect } = input;
  const rule = ruleId === null ? null : await requireRule(db(), householdId, ruleId);
  await requireKnown(db(), viewer, { when, effect });
  const accountIds = await keepUnseen(db(), viewer, when, rule?.accountIds ?? []);
  const draft = { ...toRule(input), accountIds };
  const matched = Prisma.sql`
    FROM "Transaction" t
    JOIN "EffectiveTransaction" e ON e."householdId" = t."householdId" AND e."id" = t."id"
    WHERE t."householdId" = ${householdId}::uuid
      AND ${seesAccount(viewer, Prisma.sql`t."accountId"`)} AND ${ruleCondition(draft)}`;
  const [{ count } = { count: 0 }] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" ${matched}`;
  const rows = await readRows(householdId, matched);
  const rules = await readWith(householdId, draft);
  const names = await readNames(householdId);
  return {
    count,
    items: rows.map((row) => ({
      id: row.id,
      date: row.date,
      merchant: row.merchant,
      account: row.accountName,
      amount: {
        minor: toSafeNumber(row.amountMinor),
        currency: row.currency ?? unnamedCurrency,
      },
      ...describeChanges(row, judgeRow(rules, row), draft, names),
    })),
  };
}

function toRule({ ruleId, when, effect, stop }: PreviewInput): Rule {
  const toBigInt = (minor: number | null) => (minor === null ? null : BigInt(minor));
  return {
    id: ruleId ?? draftId,
    history: true,
    createdAt: new Date(),
    stop,
    ...when,
    minMinor: toBigInt(when.minMinor),
    maxMinor: toBigInt(when.maxMinor),
    ...(effect ?? nothing),
  };
}

const nothing = {
  categoryId: null,
  rename: null,
  note: null,
  tagIds: [],
  hide: false,
  review: false,
  transfer: false,
  split: null,
};

/** The household's rules, with the draft in its rule's place, or before all as a new one. */
async function readWith(householdId: string, draft: Rule): Promise<Rule[]> {
  const rules = await readRules(db(), householdId);
  return rules.some(({ id }) => id === draft.id)
    ? rules.map((rule) => (rule.id === draft.id ? draft : rule))
    : [draft, ...rules];
}

function readRows(householdId: string, matched: Prisma.Sql): Promise<MatchedRow[]> {
  return db().$queryRaw<MatchedRow[]>`
    WITH newest AS MATERIALIZED (
      SELECT t."id", e."date" ${matched} ORDER BY e."date" DESC, e."id" DESC LIMIT ${previewLimit}
    )
    SELECT t."id", t."accountId", t."name", t."originalDescription", t."memo", t."merchantName",
      t."amountMinor", t."currency", t."pfcPrimary", t."pfcDetailed", t."createdAt", t."providerCategoryId",
      e."date"::text AS "date", e."merchant", e."note", e."hidden", e."reviewed", e."categoryId",
      e."categoryBy" = 'person' AS "categoryDecided", e."merchantBy" = 'person' AS "nameDecided",
      e."noteBy" = 'person' AS "noteDecided", e."hiddenBy" = 'person' AS "hiddenDecided",
      e."reviewedBy" = 'person' AS "reviewedDecided", e."splitByPerson" AS "splitDecided",
      e."transfer", e."transferId" IS NOT NULL AS "paired",
      e."transferBy" = 'person' AS "transferDecided",
      ${partsOfRow()} AS "parts", ${accountName} AS "accountName",
      ARRAY(SELECT x."tagId"::text FROM "EffectiveTag" x
        WHERE x."householdId" = t."householdId" AND x."transactionId" = t."id") AS "tagIds",
      ARRAY(SELECT x."tagId"::text FROM "TransactionTag" x
        WHERE x."householdId" = t."householdId" AND x."transactionId" = t."id"
          AND x."byPerson" IS NOT NULL) AS "decidedTagIds"
    FROM newest n
    JOIN "Transaction" t ON t."householdId" = ${householdId}::uuid AND t."id" = n."id"
    JOIN "EffectiveTransaction" e ON e."householdId" = t."householdId" AND e."id" = t."id"
    JOIN "Account" a ON a."householdId" = t."householdId" AND a."id" = t."accountId"
    ORDER BY n."date" DESC, n."id" DESC`;
}

/** What categories and tags are called, by id. */
async function readNames(householdId: string): Promise<Map<string, string>> {
  const [categories, tags] = await Promise.all([
    db().category.findMany({ where: { householdId }, select: { id: true, name: true } }),
    db().tag.findMany({ where: { householdId }, select: { id: true, name: true } }),
  ]);
  return new Map([...categories, ...tags].map(({ id, name }) => [id, name]));
}
