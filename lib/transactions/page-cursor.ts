import 'server-only';
import { z } from 'zod';
import { type CivilDate, civilDateSchema } from '#lib/dates/civil-date';
import { AppError } from '#lib/errors';

/** The last row of a page: the next page begins after it, whatever was added meanwhile. */
export type PagePosition = { date: CivilDate; id: string };

const position = z.tuple([civilDateSchema, z.uuid()]);

export function encodeCursor({ date, id }: PagePosition): string {
  return Buffer.from(`${date} ${id}`).toString('base64url');
}

/** @throws AppError invalid_input */
export function decodeCursor(cursor: string): PagePosition {
  const parts = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  const parsed = position.safeParse(parts);
  if (parsed.success) return { date: parsed.data[0], id: parsed.data[1] };
  throw new AppError('invalid_input', 'The page does not exist. Start from the first one.', {
    fields: { cursor: 'This is not a cursor of this list.' },
  });
}
