import 'server-only';
import { closeDb, db, openDb } from '#lib/db/client';

/** Gives or takes the right to read the operator pages; false when there is no such person. */
export async function setOperator(
  databaseUrl: string,
  email: string,
  operator: boolean,
): Promise<boolean> {
  openDb(databaseUrl);
  const { count } = await db().user.updateMany({
    where: { email: email.trim().toLowerCase() },
    data: { operator },
  });
  await closeDb();
  return count > 0;
}
