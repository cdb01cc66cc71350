import 'server-only';
import { db } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import { arrangeCards } from './arrange-cards.ts';
import { cardOrder, type OverviewDto } from './contract.ts';

/** How the member has the Overview. */
export async function getOverview({ householdId, memberId }: Viewer): Promise<OverviewDto> {
  const row = await db().overviewSettings.findUnique({
    where: { householdId_memberId: { householdId, memberId } },
    select: { cards: true, hidden: true },
  });
  return {
    cards: arrangeCards(cardOrder, row?.cards ?? []),
    hidden: cardOrder.filter((card) => row?.hidden.includes(card)),
  };
}
