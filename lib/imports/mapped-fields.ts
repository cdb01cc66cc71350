import type { Mapping } from './contract.ts';

/** The fields of a mapping that name a column. */
export const mappedFields = [
  'date',
  'amount',
  'moneyIn',
  'moneyOut',
  'name',
  'note',
  'category',
  'reference',
  'currency',
  'tags',
  'reviewed',
  'hidden',
] as const satisfies readonly (keyof Mapping)[];
export type MappedField = (typeof mappedFields)[number];
