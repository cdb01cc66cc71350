import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { hashPassword } from '#lib/auth/passwords';
import type { Session } from '#lib/auth/sessions';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { env } from '#lib/env';
import { AppError } from '#lib/errors';
import { createHouseholdToken, readHouseholdToken } from '#lib/households/household-token';
import { publish } from '#lib/live/publish';
import { requireReal } from '#lib/sample/require-real';
import { chooseDocument, type DocumentRow } from './choose-documents.ts';
import type { CreatePackInput, NewPackDto } from './contract.ts';
import { packLimit } from './limits.ts';
import { getPack } from './queries.ts';

type Sharer = Pick<Session, 'householdId' | 'memberId' | 'userId' | 'name'>;

/**
 * Makes a link by which whoever has it reads some documents, until its time is over or it is taken back. It is told
 * this once: of it only a hash is stored.
 *
 * @throws AppError not_found for a document that is not the sharer's own; household_refused when they have too many
 * open packs, and for sample data
 */
export async function createPack(sharer: Sharer, input: CreatePackInput): Promise<NewPackDto> {
  const { householdId, userId } = sharer;
  await requireReal(householdId);
  const documents: DocumentRow[] = [];
  for (const chosen of input.documents) documents.push(await chooseDocument(sharer, chosen));
  const { title, days, passphrase } = input;
  const passphraseHash = passphrase === null ? null : await hashPassword(passphrase);
  const token = createHouseholdToken(householdId);
  const key = readHouseholdToken(token);
  if (!key) throw new Error('A token of ours is none.');
  const id = newId();
  const pack = await db().$transaction(async (tx) => {
    await requireRoom(tx, sharer);
    await tx.proofPack.create({
      data: {
        householdId,
        id,
        memberId: sharer.memberId,
        title,
        tokenHash: key.tokenHash,
        passphraseHash,
        expiresAt: new Date(Date.now() + days * 86_400_000),
      },
    });
    await tx.proofPackDocument.createMany({
      data: documents.map((row, place) => ({ householdId, packId: id, place, ...row })),
    });
    await publish(tx, householdId, ['proof_packs']);
    const made = await getPack(sharer, id, tx);
    const details = { documents: documents.length, days, passphrase: passphrase !== null };
    await recordAudit(tx, userId, { kind: 'pack_shared', details });
    return made;
  });
  // Behind the #: browsers send it to no server, and it is in no log of addresses.
  return { pack, link: `${env().APP_URL}/shared#${token}` };
}

async function requireRoom(tx: Tx, { householdId, memberId }: Sharer): Promise<void> {
  const [member] = await tx.$queryRaw<unknown[]>`
    SELECT FROM "Member" WHERE "householdId" = ${householdId}::uuid AND "id" = ${memberId}::uuid
    FOR NO KEY UPDATE`;
  if (!member) throw new AppError('not_found', 'You are no longer in this household.');
  const where = { householdId, memberId, revokedAt: null, expiresAt: { gt: new Date() } };
  if ((await tx.proofPack.count({ where })) < packLimit) return;
  throw new AppError(
    'household_refused',
    `${packLimit} of your links are open. Take one back first; nothing was shared.`,
  );
}
