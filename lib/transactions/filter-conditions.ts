import 'server-only';
import { accountName } from '#lib/accounts/account-name';
import { Prisma } from '#lib/db/client';
import { containing } from '#lib/db/containing';
import { seesAccount, type Viewer } from '#lib/privacy/viewer';
import { isOwed, isSettled } from '#lib/settlements/settled-columns';
import { countsAsTransfer } from '#lib/transfers/transfer-columns';
import { amountCondition } from './amount-condition.ts';
import type { TransactionFilter } from './contract.ts';
import { hasLine, lineConditions } from './line-conditions.ts';
import {
  type AmountRange,
  parseSearch,
  type SearchPossession,
  type SearchState,
} from './search-language.ts';

/**
 * SQL: what a filter asks of `e`, a row of "EffectiveTransaction" that the viewer may see.
 *
 * @param lines  what it asks of lines, where whoever asks knows more of them
 */
export function filterConditions(
  viewer: Viewer,
  filter: TransactionFilter,
  lines = lineConditions(viewer, filter),
): Prisma.Sql[] {
  return [...rowConditions(viewer, filter), ...(lines ? [hasLine(viewer, lines)] : [])];
}

/** The same without what is asked of the row's lines. */
export function rowConditions(viewer: Viewer, filter: TransactionFilter): Prisma.Sql[] {
  return [
    Prisma.sql`e."householdId" = ${viewer.householdId}::uuid`,
    seesAccount(viewer, Prisma.sql`e."accountId"`),
    ...fieldConditions(viewer, filter),
    ...amountRanges(filter).map(amountCondition),
    ...(filter.q ? searchConditions(viewer, filter.q) : []),
  ];
}

function fieldConditions(viewer: Viewer, filter: TransactionFilter): Prisma.Sql[] {
  const conditions = [];
  if (filter.accountId) conditions.push(Prisma.sql`e."accountId" = ${filter.accountId}::uuid`);
  if (filter.merchant) conditions.push(Prisma.sql`e."merchant" = ${filter.merchant}`);
  if (filter.from) conditions.push(Prisma.sql`e."date" >= ${filter.from}::date`);
  if (filter.to) conditions.push(Prisma.sql`e."date" <= ${filter.to}::date`);
  if (filter.direction === 'in') conditions.push(Prisma.sql`e."amountMinor" > 0`);
  if (filter.direction === 'out') conditions.push(Prisma.sql`e."amountMinor" < 0`);
  if (filter.pending !== undefined) conditions.push(Prisma.sql`e."pending" = ${filter.pending}`);
  if (filter.reviewed !== undefined) {
    conditions.push(Prisma.sql`e."reviewed" = ${filter.reviewed}`);
  }
  if (filter.hidden !== undefined) conditions.push(Prisma.sql`e."hidden" = ${filter.hidden}`);
  if (filter.transfer !== undefined) {
    conditions.push(Prisma.sql`${countsAsTransfer(viewer)} = ${filter.transfer}`);
  }
  return conditions;
}

/** Of amounts, all that is asked: what was chosen and what was typed. */
export function amountRanges({ min, max, q }: TransactionFilter): AmountRange[] {
  const toEnd = (value: string | undefined) => (value ? { value, included: true } : null);
  const chosen = min || max ? [{ signed: false, min: toEnd(min), max: toEnd(max) }] : [];
  return [...chosen, ...parseSearch(q ?? '').amounts];
}

function searchConditions(viewer: Viewer, text: string): Prisma.Sql[] {
  const terms = parseSearch(text);
  const conditions = [
    ...terms.words.map((words) => inText(viewer, words)),
    ...terms.numbers.map(({ text: written, value }) => {
      const end = { value, included: true };
      const isAmount = amountCondition({ signed: false, min: end, max: end });
      return Prisma.sql`(${isAmount} OR ${inTextOf(viewer, written)})`;
    }),
    ...terms.states.map((state) => stateConditions(viewer)[state]),
    ...terms.has.flatMap((possession) => possessionConditions(viewer)[possession] ?? []),
  ];
  if (terms.from) conditions.push(Prisma.sql`e."date" >= ${terms.from}::date`);
  if (terms.to) conditions.push(Prisma.sql`e."date" <= ${terms.to}::date`);
  if (terms.accounts.length > 0) conditions.push(inAccounts(viewer, terms.accounts));
  return conditions;
}

/** In a text of the row, or in the note of a part of it. */
function inText(viewer: Viewer, words: string): Prisma.Sql {
  const noted = Prisma.sql`p."note" ILIKE ${containing(words)}`;
  return Prisma.sql`(e."searchText" ILIKE ${containing(words)} OR ${hasPart(viewer, noted)})`;
}

/** Few rows are split: they are looked up once, by themselves, and the index of texts still serves the rest. */
function hasPart({ householdId }: Viewer, isMeant: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`e."id" = ANY(ARRAY(
    SELECT p."transactionId" FROM "EffectivePart" p
    WHERE p."householdId" = ${householdId}::uuid AND ${isMeant}))`;
}

/** Shorter texts are in no row's index of three letters each. */
const indexedLength = 3;

/**
 * The same for what is one of two ways to be found: the index of texts is asked first and once, so that the
 * rows of the list can be passed over without reading their texts.
 */
function inTextOf(viewer: Viewer, words: string): Prisma.Sql {
  const found = foundByText(viewer, words);
  return found ? Prisma.sql`(e."id" IN (${found})) IS TRUE` : inText(viewer, words);
}

/** SQL: the ids of rows with a text in them or in a part's note; null for one too short for the index. */
export function foundByText({ householdId }: Viewer, words: string): Prisma.Sql | null {
  if (words.length < indexedLength) return null;
  return Prisma.sql`
    SELECT x."id" FROM "EffectiveTransaction" x
    WHERE x."householdId" = ${householdId}::uuid AND x."searchText" ILIKE ${containing(words)}
    UNION ALL
    SELECT p."transactionId" FROM "EffectivePart" p
    WHERE p."householdId" = ${householdId}::uuid AND p."note" ILIKE ${containing(words)}`;
}

const stateConditions = (viewer: Viewer): Record<SearchState, Prisma.Sql> => ({
  pending: Prisma.sql`e."pending"`,
  posted: Prisma.sql`NOT e."pending"`,
  reviewed: Prisma.sql`e."reviewed"`,
  unreviewed: Prisma.sql`NOT e."reviewed"`,
  hidden: Prisma.sql`e."hidden"`,
  visible: Prisma.sql`NOT e."hidden"`,
  owed: isOwed(viewer),
  split: Prisma.sql`EXISTS (SELECT FROM "EffectivePart" p
    WHERE p."householdId" = e."householdId" AND p."transactionId" = e."id")`,
  transfer: countsAsTransfer(viewer),
});

/** Of the row as a whole; what is asked of its lines is asked in line-conditions.ts. */
const possessionConditions = (viewer: Viewer): Partial<Record<SearchPossession, Prisma.Sql>> => ({
  // Both by indexes of their own: the list's has no texts.
  note: Prisma.sql`e."id" = ANY(ARRAY(
    SELECT x."id" FROM "EffectiveTransaction" x
    WHERE x."householdId" = ${viewer.householdId}::uuid AND x."note" IS NOT NULL
    UNION ALL
    SELECT p."transactionId" FROM "EffectivePart" p
    WHERE p."householdId" = ${viewer.householdId}::uuid AND p."note" IS NOT NULL))`,
  attachment: Prisma.sql`EXISTS (SELECT FROM "Attachment" f
    WHERE f."householdId" = e."householdId" AND f."transactionId" = e."id"
      AND f."removedAt" IS NULL)`,
  refund: isSettled(viewer),
});

/** By the account's name or the end of its number. Whether the viewer sees it is asked beside this. */
function inAccounts({ householdId }: Viewer, names: string[]): Prisma.Sql {
  return Prisma.sql`(e."accountId" = ANY(ARRAY(
    SELECT a."id" FROM "Account" a
    WHERE a."householdId" = ${householdId}::uuid
      AND (${accountName} ILIKE ANY(${names.map(containing)}) OR a."mask" = ANY(${names}))
  ))) IS TRUE`;
}
