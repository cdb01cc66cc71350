import 'server-only';
import { z } from 'zod';
import { accountName } from '#lib/accounts/account-name';
import type { CategoryKind } from '#lib/categories/contract';
import { civilDateSchema } from '#lib/dates/contract';
import { db, Prisma } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import { decodeCursor, encodeCursor } from '#lib/db/list-cursor';
import { AppError } from '#lib/errors';
import { unnamedCurrency } from '#lib/money/currency';
import { toSafeNumber } from '#lib/money/minor';
import { readBankDetails } from '#lib/plaid/bank-details';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { type SettledColumns, settledColumns, toSettled } from '#lib/settlements/settled-columns';
import type { MatchedPart } from '#lib/splits/part-columns';
import { readTraits } from '#lib/traits/read-traits';
import { type TransferColumns, toTransfer, transferColumns } from '#lib/transfers/transfer-columns';
import { anything, remembered } from '#lib/versions/remembered';
import { seenTopics } from '#lib/versions/shown-topics';
import { bankRecord } from './bank-record.ts';
import type {
  Decider,
  MatchedDto,
  SplitSummary,
  TransactionDetailDto,
  TransactionDto,
  TransactionFilter,
  TransactionListQuery,
  TransactionPage,
  TransactionTotals,
} from './contract.ts';
import { findFew } from './few-rows.ts';
import { filterConditions } from './filter-conditions.ts';
import { inboxCountLimit, recentLimit } from './limits.ts';
import { joinCounted, type LineColumns, lineColumns, matchedLines } from './line-columns.ts';
import { type LineConditions, readLineConditions } from './line-conditions.ts';
import { pageOf, rowsNamed } from './page-of.ts';
import { summedRows } from './summed-rows.ts';

/** The last row of a page: the next page begins after it, whatever was added meanwhile. */
const pagePosition = z.object({ date: civilDateSchema, id: z.uuid() });
type PagePosition = z.infer<typeof pagePosition>;

/** A page of transactions, newest first, by keyset: page 2,000 costs what page 1 does. */
export async function listTransactions(
  viewer: Viewer,
  query: TransactionListQuery,
): Promise<TransactionPage> {
  const [few, lines] = await Promise.all([
    findFew(viewer, query),
    readLineConditions(viewer, query),
  ]);
  const conditions = filterConditions(viewer, query, lines);
  if (query.cursor) {
    const after = decodeCursor(query.cursor, pagePosition);
    conditions.push(Prisma.sql`(e."date", e."id") < (${after.date}::date, ${after.id}::uuid)`);
  }
  if (query.until) {
    const end = decodeCursor(query.until, pagePosition);
    conditions.push(Prisma.sql`(e."date", e."id") >= (${end.date}::date, ${end.id}::uuid)`);
  }
  const found = await db().$queryRaw<PagePosition[]>`
    ${isOfAll(query) ? keptPlan : Prisma.empty}
    WITH ${pageOf(conditions, query.limit + 1, few)} SELECT "date"::text AS "date", "id" FROM "page"`;
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: await readRows(viewer, page, lines?.part || lines?.counted ? lines : null),
    nextCursor: last && found.length > query.limit ? encodeCursor(last) : null,
  };
}

/** Whether a page is one of all there are, as a list opens and goes on: then nothing in its text changes. */
function isOfAll({ limit: _, cursor: __, until: ___, ...filter }: TransactionListQuery): boolean {
  return Object.values(filter).every((asked) => asked === undefined || asked === '');
}

/**
 * The rows of a page, of which the viewer sees each, newest first. Apart from finding them, because what depends on
 * their ids alone is planned once: that took three quarters of a page's time.
 *
 * @param lines  null where every row is whole
 */
async function readRows(
  viewer: Viewer,
  page: PagePosition[],
  lines: LineConditions | null,
): Promise<TransactionDto[]> {
  if (page.length === 0) return [];
  const ids = page.map(({ id }) => id);
  const rows = await db().$queryRaw<TransactionRow[]>`
    ${lines ? Prisma.empty : keptPlan}
    WITH "page" AS (SELECT unnest(${ids}::uuid[]) AS "id")
    ${selectFrom(viewer, lines, rowsNamed(viewer, ids))} ${joinCounted(viewer, lines)}
    ORDER BY e."date" DESC, e."id" DESC`;
  return rows.map((row) => toTransactionDto(row, lines));
}

/** What rows of the list stand with: their categories and tags, and what hangs on them. */
const listTopics = [...seenTopics, 'transactions', 'rows', 'categories', 'tags'] as const;

/** The newest, as the first page shows them. */
export const listRecent = remembered('recent', listTopics, (viewer: Viewer) =>
  listTransactions(viewer, { limit: recentLimit }),
);

/** The newest, as the list opens with them; what is narrowed is asked for too variously to be kept. */
export const listNewest = remembered('newest', listTopics, (viewer: Viewer, limit: number) =>
  listTransactions(viewer, { limit }),
);

/** What a filter lets through, added up per currency: positive sums in, negative ones out. */
export const getTotals = remembered('totals', anything, readTotals);

async function readTotals(viewer: Viewer, filter: TransactionFilter): Promise<TransactionTotals> {
  const asked = {
    few: await findFew(viewer, filter),
    lines: await readLineConditions(viewer, filter),
    sums: (await readTraits(viewer)).sums,
  };
  const rows = await db().$queryRaw<TotalsRow[]>`
    SELECT COALESCE(g."currency", ${unnamedCurrency}) AS "currency", sum(g."count")::int AS "count",
      COALESCE(sum(g."count") FILTER (WHERE g."as" = 'hidden'), 0)::int AS "hiddenCount",
      COALESCE(sum(g."minor") FILTER (WHERE g."as" = 'in'), 0)::bigint AS "inMinor",
      COALESCE(sum(g."minor") FILTER (WHERE g."as" = 'out'), 0)::bigint AS "outMinor",
      sum(g."minor") FILTER (WHERE g."as" = 'transfer')::bigint AS "transferMinor"
    FROM ${summedRows(viewer, filter, asked)} g
    GROUP BY 1 ORDER BY 2 DESC, 1`;
  const total = (column: 'count' | 'hiddenCount') =>
    rows.reduce((sum, row) => sum + row[column], 0);
  return {
    count: total('count'),
    hiddenCount: total('hiddenCount'),
    sums: rows.map(({ currency, count, inMinor, outMinor, transferMinor }) => ({
      currency,
      count,
      inMinor: toSafeNumber(inMinor),
      outMinor: toSafeNumber(outMinor),
      transferMinor: transferMinor === null ? null : toSafeNumber(transferMinor),
      netMinor: toSafeNumber(inMinor + outMinor + (transferMinor ?? 0n)),
    })),
  };
}

const inboxTopics = [...seenTopics, 'transactions'] as const;

/** How many transactions nobody has reviewed yet, hidden ones aside; counted up to a limit. */
export const countInbox = remembered(
  'inbox',
  inboxTopics,
  async (viewer: Viewer): Promise<number> => {
    const conditions = filterConditions(viewer, { reviewed: false, hidden: false });
    const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM (
      SELECT FROM "EffectiveTransaction" e WHERE ${Prisma.join(conditions, ' AND ')}
      LIMIT ${inboxCountLimit}) AS "first"`;
    return row?.count ?? 0;
  },
);

/** @throws AppError not_found */
export async function getTransaction(
  viewer: Viewer,
  transactionId: string,
): Promise<TransactionDetailDto> {
  const { householdId } = viewer;
  const [row] = await db().$queryRaw<TransactionRow[]>`
    ${keptPlan} ${selectFrom(viewer, null, Prisma.sql`"EffectiveTransaction" e`)}
    WHERE e."householdId" = ${householdId}::uuid AND e."id" = ${transactionId}::uuid
      AND ${seesAccount(viewer, Prisma.sql`e."accountId"`)}`;
  const [detail] = await db().$queryRaw<DetailRow[]>`
    ${keptPlan} SELECT t."date"::text AS "bankDate", t."paymentChannel", t."itemId" IS NULL AS "byHand",
      t."importId" IS NOT NULL AS "fromFile",
      e."bankText", t."memo",
      t."importId" IS NOT NULL AND t."pfcDetailed" IS NOT NULL AS "isEnriched",
      COALESCE(t."authorizedDate", t."date")::text AS "otherDate",
      COALESCE(t."ruleName", t."merchantName", t."name") AS "otherMerchant",
      COALESCE(t."ruleNote", t."memo") AS "otherNote", t."hiddenRuleId" IS NOT NULL AS "otherHidden",
      t."reviewedRuleId" IS NOT NULL AS "otherReviewed",
      t."authorizedDate"::text AS "authorizedDate", ${bankRecord('t')} AS "plaid",
      c."id" AS "categoryId", c."name" AS "categoryName", c."kind"::text AS "categoryKind",
      e."categoryBy", e."merchantBy", e."dateBy", e."noteBy", e."hiddenBy", e."reviewedBy",
      (SELECT jsonb_object_agg(r."id", r."name") FROM "Rule" r
        WHERE r."householdId" = t."householdId" AND r."id" IN (e."categoryRuleId",
          e."merchantRuleId", e."noteRuleId", e."hiddenRuleId", e."reviewedRuleId", e."transferRuleId")) AS "rules",
      e."categoryRuleId", e."merchantRuleId", e."noteRuleId", e."hiddenRuleId", e."reviewedRuleId",
      e."transferBy", e."transferRuleId"
    FROM "Transaction" t
    JOIN "EffectiveTransaction" e ON e."householdId" = t."householdId" AND e."id" = t."id"
    LEFT JOIN "Category" c ON c."householdId" = t."householdId"
      AND c."id" = COALESCE(t."ruleCategoryId", t."providerCategoryId")
    WHERE t."householdId" = ${householdId}::uuid AND t."id" = ${transactionId}::uuid
      AND ${seesAccount(viewer, Prisma.sql`t."accountId"`)}`;
  if (!row || !detail) throw new AppError('not_found', 'There is no such transaction.');
  return { ...toTransactionDto(row, null), ...toDetail(detail) };
}

/** @param rows  SQL: where `e`, a row of "EffectiveTransaction", comes from */
function selectFrom(viewer: Viewer, lines: LineConditions | null, rows: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
  SELECT e."id", e."date"::text AS "date", e."merchant", e."amountMinor", e."currency",
    e."pending", e."note", e."reviewed", e."hidden", e."kept", e."categoryBy", e."accountId",
    ${accountName} AS "accountName",
    a."mask" AS "accountMask", e."categoryId", c."name" AS "categoryName",
    c."kind"::text AS "categoryKind", ${settledColumns(viewer)},
    ${transferColumns(viewer)},
    (SELECT jsonb_agg(jsonb_build_object('id', g."id", 'name', g."name") ORDER BY lower(g."name"))
      FROM "EffectiveTag" x
      JOIN "Tag" g ON g."householdId" = x."householdId" AND g."id" = x."tagId"
      WHERE x."householdId" = e."householdId" AND x."transactionId" = e."id") AS "tags",
    ${lineColumns(lines)}
  FROM ${rows}
  JOIN "Account" a ON a."householdId" = e."householdId" AND a."id" = e."accountId"
  LEFT JOIN "Category" c ON c."householdId" = e."householdId" AND c."id" = e."categoryId"`;
}

type TotalsRow = {
  currency: string;
  count: number;
  hiddenCount: number;
  inMinor: bigint;
  outMinor: bigint;
  /** Null where there is none. */
  transferMinor: bigint | null;
};

type CategoryColumns = {
  categoryId: string | null;
  categoryName: string | null;
  categoryKind: CategoryKind | null;
};

type DetailRow = CategoryColumns & {
  bankDate: string;
  bankText: string;
  memo: string | null;
  paymentChannel: string | null;
  byHand: boolean;
  fromFile: boolean;
  /** A file's, about which Plaid was asked: its category is not the bank's word. */
  isEnriched: boolean;
  authorizedDate: string | null;
  /** As Plaid sent it. */
  plaid: unknown;
  otherDate: string;
  otherMerchant: string;
  otherNote: string | null;
  otherHidden: boolean;
  otherReviewed: boolean;
  /** Names by id. */
  rules: Record<string, string> | null;
} & Record<
    `${'category' | 'merchant' | 'date' | 'note' | 'hidden' | 'reviewed' | 'transfer'}By`,
    Decider
  > &
  Record<
    `${'category' | 'merchant' | 'note' | 'hidden' | 'reviewed' | 'transfer'}RuleId`,
    string | null
  >;

function toDetail(detail: DetailRow): Omit<TransactionDetailDto, keyof TransactionDto> {
  const { bankDate, bankText, memo, authorizedDate, paymentChannel, byHand, fromFile } = detail;
  const source = (by: Decider, ruleId: string | null) => {
    const name = ruleId ? detail.rules?.[ruleId] : undefined;
    return { by, rule: ruleId && name ? { id: ruleId, name } : null };
  };
  return {
    bankDate,
    bankText,
    memo,
    authorizedDate,
    paymentChannel,
    byHand,
    fromFile,
    ...readBankDetails(detail.plaid),
    otherwise: {
      category: toCategory(detail),
      merchant: detail.otherMerchant,
      date: detail.otherDate,
      note: detail.otherNote,
      hidden: detail.otherHidden,
      reviewed: detail.otherReviewed,
    },
    sources: {
      categoryId: source(
        detail.isEnriched && detail.categoryBy === 'bank' ? 'enrichment' : detail.categoryBy,
        detail.categoryRuleId,
      ),
      merchant: source(detail.merchantBy, detail.merchantRuleId),
      date: source(detail.dateBy, null),
      note: source(detail.noteBy, detail.noteRuleId),
      hidden: source(detail.hiddenBy, detail.hiddenRuleId),
      reviewed: source(detail.reviewedBy, detail.reviewedRuleId),
      transfer: source(detail.transferBy, detail.transferRuleId),
    },
  };
}

type TransactionRow = CategoryColumns &
  SettledColumns &
  LineColumns &
  TransferColumns & {
    id: string;
    date: string;
    merchant: string;
    amountMinor: bigint;
    currency: string | null;
    pending: boolean;
    note: string | null;
    reviewed: boolean;
    hidden: boolean;
    kept: boolean;
    categoryBy: Decider;
    accountId: string;
    accountName: string;
    accountMask: string | null;
    tags: TransactionDto['tags'] | null;
  };

function toTransactionDto(row: TransactionRow, lines: LineConditions | null): TransactionDto {
  const minor = toSafeNumber(row.amountMinor);
  return {
    id: row.id,
    date: row.date,
    merchant: row.merchant,
    account: { id: row.accountId, name: row.accountName, mask: row.accountMask },
    category: toCategory(row),
    categoryBy: row.categoryBy,
    amount: { minor, currency: row.currency ?? unnamedCurrency },
    tags: row.tags ?? [],
    pending: row.pending,
    note: row.note,
    reviewed: row.reviewed,
    hidden: row.hidden,
    kept: row.kept,
    settled: toSettled(row),
    transfer: toTransfer(row),
    split: row.parts && toSummary(minor, row.parts),
    matched: lines && toMatched(row),
  };
}

function toCategory({ categoryId, categoryName, categoryKind }: CategoryColumns) {
  if (!categoryId || !categoryName || !categoryKind) return null;
  return { id: categoryId, name: categoryName, kind: categoryKind };
}

/** Null for one that is whole, of which nothing but all can be let through. */
function toMatched(row: TransactionRow): MatchedDto | null {
  if (!row.parts && !row.counted) return null;
  const minor = toSafeNumber(matchedLines(row).reduce((sum, line) => sum + line.minor, 0n));
  return { minor, counted: row.counted !== null };
}

function toSummary(minor: number, parts: MatchedPart[]): SplitSummary {
  return {
    parts: parts.map((part) => ({ category: part.category?.name ?? null, minor: part.minor })),
    leftMinor: parts.reduce((left, part) => left - part.minor, minor),
  };
}
