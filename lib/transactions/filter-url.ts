import { validate as isUuid } from 'uuid';
import { isCivilDate } from '#lib/dates/civil-date';
import type { TransactionFilter } from './contract.ts';
import { merchantLength, searchLength } from './limits.ts';

/** In the place of a category's id: rows without one. */
export const noCategory = 'none';

const idLimit = 20;

/**
 * What transactionFilterQuery lets through, part by part, without its 30 kB: the list reads its URL
 * before anything else. A generated test holds the two together. In the order in which a URL is written.
 */
const readers: {
  [Name in keyof TransactionFilter]-?: (text: string) => TransactionFilter[Name];
} = {
  q: (text) => (text.trim().length > searchLength ? undefined : text.trim() || undefined),
  accountId: (text) => readIf(isUuid(text), text),
  categoryId: (text) => readIf(text === noCategory || isUuid(text), text),
  tagIds: (text) => {
    const ids = text.split(',');
    return readIf(ids.length <= idLimit && ids.every(isUuid), ids);
  },
  merchant: (text) => readIf(text !== '' && text.length <= merchantLength, text),
  from: (text) => readIf(isCivilDate(text), text),
  to: (text) => readIf(isCivilDate(text), text),
  min: readSize,
  max: readSize,
  direction: (text) => (text === 'in' || text === 'out' ? text : undefined),
  pending: readFlag,
  reviewed: readFlag,
  hidden: readFlag,
  transfer: readFlag,
};
const names = Object.keys(readers) as (keyof TransactionFilter)[];

/** The filter a page's URL names. A part that somebody mangled narrows nothing. */
export function readFilter(params: Record<string, unknown>): TransactionFilter {
  const read = names.map((name) => {
    const text = params[name];
    return [name, typeof text === 'string' ? readers[name](text) : undefined] as const;
  });
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

/** The filter as a URL writes it; the same filter always in the same words. */
export function writeFilter(filter: TransactionFilter): URLSearchParams {
  const given = names.flatMap((name) => {
    const value = filter[name];
    return value === undefined || value === '' ? [] : [[name, String(value)]];
  });
  return new URLSearchParams(given);
}

function readSize(text: string): string | undefined {
  return readIf(/^\d{1,13}(\.\d{1,8})?$/.test(text), text);
}

function readFlag(text: string): boolean | undefined {
  return readIf(text === 'true' || text === 'false', text === 'true');
}

function readIf<Value>(isSound: boolean, value: Value): Value | undefined {
  return isSound ? value : undefined;
}
