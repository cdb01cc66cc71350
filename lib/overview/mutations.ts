import 'server-only';
import { db } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import type { OverviewPatch } from './contract.ts';

/** Changes how the member has the Overview; nobody else's. */
export async function updateOverview(
  { householdId, memberId }: Viewer,
  patch: OverviewPatch,
): Promise<void> {
  const id = { householdId, memberId };
  await db().overviewSettings.upsert({
    where: { householdId_memberId: id },
    create: { ...id, ...patch },
    update: patch,
    select: { memberId: true },
  });
}
