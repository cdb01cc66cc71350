import { isCivilDate } from '#lib/dates/civil-date';
import { searchLength } from '#lib/transactions/limits';
import type { MissingQuery } from './contract.ts';

/** The question as a page's URL names it; null while it names no day, parts that are mangled left out. */
export function readQuestion(params: Record<string, unknown>): MissingQuery | null {
  const date = readDate(params);
  if (date === null) return null;
  const amount = readText(params.amount);
  const text = readText(params.text);
  return {
    date,
    amount: amountPattern.test(amount) ? amount : undefined,
    text: text !== '' && text.length <= searchLength ? text : undefined,
  };
}

/** The day alone, which a question may name before it names all it needs. */
export function readDate({ date }: Record<string, unknown>): string | null {
  return typeof date === 'string' && isCivilDate(date) ? date : null;
}

export function writeQuestion({ date, amount, text }: MissingQuery): URLSearchParams {
  return new URLSearchParams({ date, ...(amount && { amount }), ...(text && { text }) });
}

/** Units, without a sign: 12.99 */
export const amountPattern = /^\d{1,12}([.,]\d{1,8})?$/;

function readText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
