import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import type { Viewer } from '#lib/privacy/viewer';
import type { DocumentKind, PackVisitDto, ProofPackDto, ProofPackListDto } from './contract.ts';
import { packLimit, visitLimit } from './limits.ts';

const packColumns = {
  id: true,
  title: true,
  passphraseHash: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
  documents: {
    select: { id: true, kind: true, title: true },
    orderBy: { place: 'asc' },
  },
  visits: {
    select: { id: true, kind: true, documentId: true, device: true, at: true },
    orderBy: { at: 'desc' },
    take: visitLimit,
  },
} as const;

/** The member's own, the latest first; nobody else's. */
export async function listPacks({ householdId, memberId }: Viewer): Promise<ProofPackListDto> {
  const rows = await db().proofPack.findMany({
    where: { householdId, memberId },
    select: packColumns,
    orderBy: { createdAt: 'desc' },
    take: 2 * packLimit,
  });
  return { items: rows.map(toPackDto), nextCursor: null };
}

/** @throws AppError not_found */
export async function getPack(
  { householdId, memberId }: Viewer,
  packId: string,
  client: Pick<Tx, 'proofPack'> = db(),
): Promise<ProofPackDto> {
  const row = await client.proofPack.findFirst({
    where: { householdId, memberId, id: packId },
    select: packColumns,
  });
  if (!row) throw new AppError('not_found', 'There is no such link; its time has long been over.');
  return toPackDto(row);
}

type PackRow = {
  id: string;
  title: string;
  passphraseHash: string | null;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  documents: { id: string; kind: DocumentKind; title: string }[];
  visits: {
    id: string;
    kind: PackVisitDto['kind'];
    documentId: string | null;
    device: string;
    at: Date;
  }[];
};

function toPackDto(row: PackRow): ProofPackDto {
  const { id, title, documents, createdAt, expiresAt, revokedAt, passphraseHash } = row;
  const titles = new Map(documents.map((each) => [each.id, each.title]));
  const isOver = expiresAt.getTime() <= Date.now();
  return {
    id,
    title,
    state: revokedAt ? 'revoked' : isOver ? 'expired' : 'open',
    hasPassphrase: passphraseHash !== null,
    documents,
    visits: row.visits.map(({ documentId, at, ...visit }) => ({
      ...visit,
      document: titles.get(documentId ?? '') ?? null,
      at: at.toISOString(),
    })),
    createdAt: createdAt.toISOString(),
    endsAt: (revokedAt ?? expiresAt).toISOString(),
  };
}
