import 'server-only';
import type { z } from 'zod';
import { AppError } from '#lib/errors';

/** A position in a list of ours as an opaque string. */
export function encodeCursor(position: Record<string, string | number>): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** @throws AppError invalid_input */
export function decodeCursor<Position>(cursor: string, schema: z.ZodType<Position>): Position {
  const parsed = schema.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (parsed.success) return parsed.data;
  throw new AppError('invalid_input', 'The page does not exist. Start from the first one.', {
    fields: { cursor: 'This is not a cursor of this list.' },
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
