'use client';

import { useMemberships } from '#components/members/membership';

/** Which household is on show, for whoever belongs to several. */
export function HouseholdNote({ otherwise }: { otherwise: string }) {
  const households = useMemberships();
  if (households.length < 2) return otherwise;
  return households.find(({ current }) => current)?.name ?? otherwise;
}
