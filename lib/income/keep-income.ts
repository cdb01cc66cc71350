import 'server-only';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { publishTo } from '#lib/live/publish';
import type { Viewer } from '#lib/privacy/viewer';
import type { IncomeDto, KeepIncomeInput } from './contract.ts';
import { getIncome } from './queries.ts';

/** For how long from now on the member's income is kept. @throws AppError not_found */
export async function keepIncome(viewer: Viewer, { days }: KeepIncomeInput): Promise<IncomeDto> {
  const { householdId, memberId } = viewer;
  await db().$transaction(async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE "IncomeProfile" SET "endsAt" = now() + make_interval(days => ${days})
      WHERE "householdId" = ${householdId}::uuid AND "memberId" = ${memberId}::uuid
        AND "removeRequestedAt" IS NULL`;
    if (count === 0) throw new AppError('not_found', 'Nothing of your income is here.');
    await publishTo(tx, viewer, ['income']);
  });
  return getIncome(viewer);
}
