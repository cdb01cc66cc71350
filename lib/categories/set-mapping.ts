import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publish } from '#lib/live/publish';
import type { MappingInput, MappingListDto } from './contract.ts';
import { defaultCategories } from './default-tree.ts';
import { lockSorting } from './lock-sorting.ts';
import { requireCategory } from './mutations.ts';
import { listMappings, readCodes } from './queries.ts';

const timeoutMs = 60_000;

/**
 * Has one of Plaid's categories go to another of the household's, with every row that it has brought;
 * null gives it back to the one that was made for it.
 *
 * @throws AppError invalid_input
 */
export async function setMapping(
  householdId: string,
  { plaidCode, categoryId }: MappingInput,
): Promise<MappingListDto> {
  if (!defaultCategories.some((each) => each.plaidCode === plaidCode)) {
    throw new AppError('invalid_input', 'Plaid has no such category. Nothing was changed.', {
      fields: { plaidCode: 'Plaid has no such category.' },
    });
  }
  await db().$transaction(
    async (tx) => {
      await lockSorting(tx, householdId);
      if (categoryId === null) {
        await tx.categoryMapping.deleteMany({ where: { householdId, plaidCode } });
      } else {
        await requireCategory(tx, householdId, categoryId);
        await tx.categoryMapping.upsert({
          where: { householdId_plaidCode: { householdId, plaidCode } },
          create: { householdId, plaidCode, categoryId },
          update: { categoryId },
        });
      }
      await remapRows(tx, householdId, [plaidCode]);
      await publish(tx, householdId, ['categories', 'transactions']);
    },
    { timeout: timeoutMs },
  );
  return listMappings(householdId);
}

/**
 * Gives every row that the bank sorted under one of these codes the category that the code maps to now.
 * A primary code is also that of the rows whose detailed one maps nowhere.
 */
export async function remapRows(tx: Tx, householdId: string, plaidCodes: string[]): Promise<void> {
  const codes = [...(await readCodes(tx, householdId))].map(([code, { categoryId }]) => ({
    code,
    categoryId,
  }));
  await tx.$executeRaw`
    WITH codes AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(codes)}::jsonb)
        AS c("code" text, "categoryId" uuid)
    ), due AS MATERIALIZED (
      SELECT t."id", COALESCE(d."categoryId", p."categoryId") AS "categoryId"
      FROM "Transaction" t
      LEFT JOIN codes d ON d."code" = t."pfcDetailed"
      LEFT JOIN codes p ON p."code" = t."pfcPrimary"
      WHERE t."householdId" = ${householdId}::uuid
        AND (t."pfcDetailed" = ANY(${plaidCodes}) OR t."pfcPrimary" = ANY(${plaidCodes}))
        AND t."providerCategoryId" IS DISTINCT FROM COALESCE(d."categoryId", p."categoryId")
      ORDER BY t."id" FOR UPDATE OF t
    )
    UPDATE "Transaction" t SET "providerCategoryId" = due."categoryId"
    FROM due WHERE t."householdId" = ${householdId}::uuid AND t."id" = due."id"`;
}
