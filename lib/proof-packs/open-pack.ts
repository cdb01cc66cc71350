import 'server-only';
import { limitGuesses } from '#lib/auth/limit-guesses';
import { verifyPassword } from '#lib/auth/passwords';
import { db } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { readHouseholdToken } from '#lib/households/household-token';
import { publish } from '#lib/live/publish';
import { describeDevice } from '#lib/sessions/device-words';
import type { DocumentKind, OpenPackDto, PackVisitDto } from './contract.ts';
import { visitLimit } from './limits.ts';

/** What a stranger has: the link, and the passphrase where there is one. */
export type Key = { token: string; passphrase: string | null };

export type OpenPack = {
  householdId: string;
  packId: string;
  memberId: string;
  by: string;
  until: string;
  title: string;
  documents: { id: string; kind: DocumentKind; title: string }[];
};

/**
 * What a link leads to, for whoever has it. Without the passphrase it is said whose it is and until when.
 *
 * @throws AppError not_found when there is none any more; wrong_credentials; rate_limited
 */
export async function openPack(key: Key, userAgent: string | null): Promise<OpenPackDto> {
  const pack = await findPack(key.token);
  const { by, until, title, documents } = pack;
  if (pack.passphraseHash !== null && key.passphrase === null) return { locked: true, by, until };
  await requirePassphrase(pack, key, userAgent);
  await noteVisit(pack, { kind: 'opened', documentId: null }, userAgent);
  return { locked: false, by, until, title, documents };
}

/** The same for what one of its documents is asked for with. @throws AppError as above */
export async function requirePack(key: Key, userAgent: string | null): Promise<OpenPack> {
  const pack = await findPack(key.token);
  await requirePassphrase(pack, key, userAgent);
  return pack;
}

type FoundPack = OpenPack & { passphraseHash: string | null };

async function findPack(token: string): Promise<FoundPack> {
  const key = readHouseholdToken(token);
  const row =
    key &&
    (await db().proofPack.findFirst({
      where: { ...key, revokedAt: null, expiresAt: { gt: new Date() } },
      select: {
        id: true,
        memberId: true,
        title: true,
        passphraseHash: true,
        expiresAt: true,
        member: { select: { user: { select: { name: true } } } },
        documents: { select: { id: true, kind: true, title: true }, orderBy: { place: 'asc' } },
      },
    }));
  if (!row) {
    throw new AppError(
      'not_found',
      'This link leads nowhere any more: its time is over, or it was taken back. Ask whoever sent it for a new one.',
    );
  }
  return {
    householdId: key.householdId,
    packId: row.id,
    memberId: row.memberId,
    by: row.member.user.name,
    until: row.expiresAt.toISOString(),
    title: row.title,
    documents: row.documents,
    passphraseHash: row.passphraseHash,
  };
}

/** Tries are counted by pack, whoever makes them: the link itself nobody guesses. */
async function requirePassphrase(
  pack: FoundPack,
  { passphrase }: Key,
  userAgent: string | null,
): Promise<void> {
  const { passphraseHash, packId } = pack;
  if (passphraseHash === null) return;
  const isRight =
    passphrase !== null &&
    (await limitGuesses(`pack:${packId}`, () => verifyPassword(passphraseHash, passphrase)));
  if (isRight) return;
  await noteVisit(pack, { kind: 'refused', documentId: null }, userAgent);
  throw new AppError('wrong_credentials', 'This is not the passphrase. Ask whoever sent the link.');
}

/** For the person whose it is: when, what and, as far as a browser says, with what; never from where. */
export async function noteVisit(
  { householdId, packId }: Pick<OpenPack, 'householdId' | 'packId'>,
  visit: { kind: PackVisitDto['kind']; documentId: string | null },
  userAgent: string | null,
): Promise<void> {
  await db().$transaction(async (tx) => {
    const count = await tx.proofPackVisit.count({ where: { householdId, packId } });
    if (count >= visitLimit) return;
    const device = describeDevice(userAgent);
    await tx.proofPackVisit.create({
      data: { householdId, id: newId(), packId, device, ...visit },
    });
    await publish(tx, householdId, ['proof_packs']);
  });
}
