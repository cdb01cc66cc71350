import 'server-only';
import { db, type Tx } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import { type SavedViewListDto, savedViewLimit } from './contract.ts';

/** The member's own, in their order. */
export async function listSavedViews(
  { householdId, memberId }: Viewer,
  client: Pick<Tx, 'savedView'> = db(),
): Promise<SavedViewListDto> {
  const items = await client.savedView.findMany({
    where: { householdId, memberId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    take: savedViewLimit,
    select: { id: true, name: true, query: true },
  });
  return { items, nextCursor: null };
}
