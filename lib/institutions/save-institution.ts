import 'server-only';
import { createHash } from 'node:crypto';
import { db } from '#lib/db/client';
import { log } from '#lib/log';
import { getInstitution } from '#lib/plaid/institutions';
import { noteBankChange } from '#lib/versions/mutations';

const refreshAfterMs = 7 * 86_400_000;

/**
 * Keeps what Plaid says about a bank, refreshed weekly. All households share the row, so nothing a
 * browser said ever goes into it.
 *
 * @throws PlaidError when the bank is not known yet and Plaid does not give it
 */
export async function saveInstitution(id: string): Promise<void> {
  const known = await db().institution.findUnique({
    where: { id },
    select: { fetchedAt: true, name: true, primaryColor: true },
  });
  if (known && known.fetchedAt.getTime() > Date.now() - refreshAfterMs) return;
  const fetched = await getInstitution(id).catch((error: unknown) => {
    if (!known) throw error;
    log.warn({ error, institutionId: id }, 'could not refresh an institution');
    return null;
  });
  if (!fetched) return;
  const now = new Date();
  const logoVersion = fetched.logo && hashLogo(fetched.logo);
  const fresh = { ...fetched, logoVersion, fetchedAt: now, healthCheckedAt: now };
  await db().$transaction(async (tx) => {
    await tx.institution.upsert({ where: { id }, create: fresh, update: fresh });
    const { name, primaryColor } = fetched;
    if (known && (known.name !== name || known.primaryColor !== primaryColor)) {
      await noteBankChange(tx, id);
    }
  });
}

function hashLogo(logo: string): string {
  return createHash('sha256').update(logo).digest('hex').slice(0, 16);
}
