import 'server-only';
import { hashToken, isToken } from '#lib/crypto/tokens';
import { db, type Tx } from '#lib/db/client';

/** As long as browsers keep a cookie. */
const keptDays = 400;

/** Whether somebody with this e-mail signed in with the browser that has this token. */
export async function isKnownBrowser(email: string, token: string | null): Promise<boolean> {
  const tokenHash = hashToken(token ?? '');
  const count = await db().knownBrowser.count({ where: { tokenHash, user: { email } } });
  return count > 0;
}

/**
 * Remembers that the person signed in with a browser.
 *
 * @param token  null where it keeps no cookie, and is not recognised the next time either
 * @returns whether it is news: none that they had signed in with before, when they had with others
 */
export async function meetBrowser(tx: Tx, userId: string, token: string | null): Promise<boolean> {
  const tokenHash = hashToken(token ?? '');
  const isKnown = (await tx.knownBrowser.count({ where: { userId, tokenHash } })) > 0;
  const others = await tx.knownBrowser.count({ where: { userId, NOT: { tokenHash } } });
  if (token !== null && isToken(token)) {
    await tx.$executeRaw`
      INSERT INTO "KnownBrowser" ("userId", "tokenHash") VALUES (${userId}::uuid, ${tokenHash})
      ON CONFLICT ("userId", "tokenHash") DO UPDATE SET "lastSeenAt" = now()`;
  }
  return !isKnown && others > 0;
}

/** Deletes the rows of browsers that were not seen for long; returns how many. */
export function deleteForgottenBrowsers(): Promise<number> {
  return db().$executeRaw`
    DELETE FROM "KnownBrowser" WHERE "lastSeenAt" < now() - make_interval(days => ${keptDays})`;
}
