import { z } from 'zod';
import { PlaidFailure } from '../plaid/failure.ts';

/**
 * Where a reader of an Item's changes stands. One pass over the pages keeps `start` and `head`: rows are
 * added or modified relative to `start`, and a head that has moved means the data changed under the reader.
 */
export interface Cursor {
  itemId: string;
  /** Null for the whole Item; an account's changes are a stream of their own. */
  accountId: string | null;
  /** Changes up to here were never asked for (cursor "now"); 0 for a reader of everything. */
  origin: number;
  start: number;
  position: number;
  /** The head of the log when the pass began; null between passes. */
  head: number | null;
}

const maxCursorLength = 256;
const count = z.int().min(0);
const shape = z.tuple([
  z.literal(1),
  z.string(),
  z.string().nullable(),
  count,
  count,
  count,
  count.nullable(),
]);

export function startCursor(itemId: string, accountId: string | null, at: number): Cursor {
  return { itemId, accountId, origin: at, start: at, position: at, head: null };
}

/** Opaque to the caller: base64, well under 256 characters. */
export function printCursor(cursor: Cursor): string {
  const { itemId, accountId, origin, start, position, head } = cursor;
  return Buffer.from(
    JSON.stringify([1, itemId, accountId, origin, start, position, head]),
  ).toString('base64');
}

/** Reads back a cursor; one of another Item or another stream is refused. */
export function parseCursor(text: string, itemId: string, accountId: string | null): Cursor {
  const parsed = shape.safeParse(decode(text));
  if (!parsed.success) {
    throw notAssociated();
  }
  const [, cursorItemId, cursorAccountId, origin, start, position, head] = parsed.data;
  if (cursorItemId !== itemId || cursorAccountId !== accountId) {
    throw notAssociated();
  }
  return { itemId, accountId, origin, start, position, head };
}

function decode(text: string): unknown {
  if (text.length > maxCursorLength) {
    return null;
  }
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
  } catch {
    // Not one of ours; refused by the shape.
    return null;
  }
}

function notAssociated(): PlaidFailure {
  return new PlaidFailure('INVALID_FIELD', { message: 'cursor not associated with access_token' });
}
