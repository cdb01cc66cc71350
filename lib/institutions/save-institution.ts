import 'server-only';
import { db } from '#lib/db/client';
import { log } from '#lib/log';
import { getInstitution } from '#lib/plaid/institutions';

const refreshAfterMs = 7 * 86_400_000;

/**
 * Keeps what Plaid says about a bank, refreshed weekly. A bank whose details cannot be had is kept
 * with the name that Link gave: a missing logo is no reason not to link.
 *
 * @returns the institution's id
 */
export async function saveInstitution(given: { id: string; name: string }): Promise<string> {
  const known = await db().institution.findUnique({
    where: { id: given.id },
    select: { fetchedAt: true },
  });
  if (known && known.fetchedAt.getTime() > Date.now() - refreshAfterMs) return given.id;
  const fetched = await getInstitution(given.id).catch((error: unknown) => {
    log.warn({ error, institutionId: given.id }, 'could not fetch an institution');
    return null;
  });
  // Fetched at the beginning of time: asked for again at the next occasion.
  const fallback = { ...given, oauth: false, fetchedAt: new Date(0) };
  const fresh = fetched && { ...fetched, fetchedAt: new Date() };
  await db().institution.upsert({
    where: { id: given.id },
    create: fresh ?? fallback,
    update: fresh ?? {},
  });
  return given.id;
}
