import type { Transaction } from 'plaid';
import { toVersionOne } from '../bank/categories.ts';
import { JsonText, printJson } from '../plaid/json-text.ts';
import type { Wire } from '../plaid/wire.ts';
import type { StoredTransaction } from './transaction.ts';

export interface PrintOptions {
  withOriginalDescription: boolean;
  categoryVersion: 'v1' | 'v2';
}

interface PrintableRow {
  body_json: string;
  original_description: string | null;
}

/** A stored transaction as a caller asked to see it. */
export function printRow(row: PrintableRow, options: PrintOptions): JsonText<Wire<Transaction>> {
  const original = options.withOriginalDescription ? row.original_description : null;
  if (options.categoryVersion === 'v1') {
    return printJson(inVersionOne(JSON.parse(row.body_json) as StoredTransaction, original));
  }
  return new JsonText([
    `{"original_description":${JSON.stringify(original)},`,
    row.body_json.slice(1),
  ]);
}

function inVersionOne(transaction: StoredTransaction, original: string | null): Wire<Transaction> {
  const category = transaction.personal_finance_category;
  return {
    ...transaction,
    original_description: original,
    personal_finance_category: category && {
      ...category,
      ...toVersionOne(category.detailed, transaction.amount),
      version: 'v1',
    },
  };
}
