'use client';

import { createContext, type ReactNode, use } from 'react';
import type { HouseholdListDto, HouseholdSummary } from '#lib/households/contract';
import { useHouseholds } from '#lib/households/hooks';
import { type Role, reaches } from '#lib/households/roles';

const Context = createContext<HouseholdSummary[]>([]);

/** The person's households and what they may do in the one they look at, kept current. */
export function MembershipProvider({
  fallback,
  children,
}: {
  fallback: HouseholdListDto;
  children: ReactNode;
}) {
  return <Context value={useHouseholds(fallback)}>{children}</Context>;
}

export function useMemberships(): HouseholdSummary[] {
  return use(Context);
}

/** Whether to offer what changes something. The server decides it anew each time. */
export function useMayChange(): boolean {
  return useReaches('member');
}

/** Whether one looks at sample data, where no bank and no other person belongs. */
export function useIsSample(): boolean {
  return use(Context).some(({ current, sample }) => current && sample);
}

/** Whether to offer what is an owner's. */
export function useIsOwner(): boolean {
  return useReaches('owner');
}

function useReaches(least: Role): boolean {
  const role = use(Context).find(({ current }) => current)?.role;
  return role !== undefined && reaches(role, least);
}
