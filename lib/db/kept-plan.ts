import 'server-only';
import { createHash } from 'node:crypto';
import { Prisma } from './generated/client.ts';

const mark = '/* kept plan */';

/** Whoever writes more of them than this has a text with something in it that changes. */
const limit = 200;

/**
 * SQL, the first words of a statement that asks for rows by their keys and has the same text each time: each
 * connection has it planned once. To plan the rows of a page took several times as long as to read them.
 *
 * Not for a search or a filter, whose plan depends on what is asked for, and not for a text that is put together
 * from what somebody typed or chose.
 */
export const keptPlan = Prisma.raw(mark);

const names = new Map<string, string>();

/** The name under which a connection keeps a statement; empty for one that is planned each time. */
export function nameStatement({ sql }: { sql: string }): string {
  if (!sql.trimStart().startsWith(mark)) return '';
  const known = names.get(sql);
  if (known !== undefined) return known;
  if (names.size >= limit) return '';
  const name = `kept_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}`;
  names.set(sql, name);
  return name;
}
