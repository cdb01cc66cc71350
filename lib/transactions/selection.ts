import 'server-only';
import { Prisma } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/privacy/viewer';
import type { TransactionSelection } from './contract.ts';
import { filterConditions } from './filter-conditions.ts';
import { changeLimit } from './limits.ts';

/** SQL: whether `e`, a row of "EffectiveTransaction" that the viewer may see, is meant. */
export function selectionCondition(viewer: Viewer, of: TransactionSelection): Prisma.Sql {
  const conditions = filterConditions(viewer, 'filter' in of ? of.filter : {});
  if ('transactionIds' in of) {
    conditions.push(Prisma.sql`e."id" = ANY(${of.transactionIds}::uuid[])`);
  }
  return Prisma.join(conditions, ' AND ');
}

/** @throws AppError invalid_input, always */
export function refuseTooMany(): never {
  const message = `These are more than ${changeLimit.toLocaleString('en-US')} transactions. Nothing was changed; narrow the list first.`;
  throw new AppError('invalid_input', message, { fields: { of: 'These are too many.' } });
}
