import { tablePlans } from '#lib/archives/tables';
import { db } from '#lib/db/client';

/** Everything that is kept, as text. */
export async function readEverything(): Promise<string> {
  const texts = Object.keys(tablePlans).map((table) =>
    db().$queryRawUnsafe<{ text: string | null }[]>(
      `SELECT string_agg(t::text, E'\n') AS "text" FROM "${table}" t`,
    ),
  );
  return (await Promise.all(texts)).map(([row]) => row?.text ?? '').join('\n');
}
