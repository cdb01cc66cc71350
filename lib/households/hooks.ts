import { sendJson } from '#lib/client/api';
import { leaveAfter } from '#lib/client/go-to-sign-in';
import { useLive } from '#lib/client/use-live';
import type { InviteInput, NewInviteDto } from '#lib/invites/contract';
import type { LeaveInput } from '#lib/members/contract';
import type {
  HouseholdDto,
  HouseholdInput,
  HouseholdListDto,
  HouseholdSummary,
} from './contract.ts';
import type { Role } from './roles.ts';

const listPath = '/api/households';
const currentPath = `${listPath}/current`;

/** Those one belongs to. */
export function useHouseholds(fallback: HouseholdListDto): HouseholdSummary[] {
  const { data } = useLive<HouseholdListDto>(listPath, 'household', { fallbackData: fallback });
  return (data ?? fallback).items;
}

/** The household one looks at and what one can do with its people; each rejects with an ApiError. */
export function useHousehold(fallback: HouseholdDto) {
  const { data, mutate } = useLive<HouseholdDto>(currentPath, 'household', {
    fallbackData: fallback,
  });
  const send = async (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown) => {
    await mutate(sendJson<HouseholdDto>(method, path, body), { revalidate: false });
  };
  return {
    household: data ?? fallback,
    rename: (input: HouseholdInput) => send('PATCH', currentPath, input),
    setRole: (memberId: string, role: Role) => send('PATCH', `/api/members/${memberId}`, { role }),
    remove: (memberId: string) => send('DELETE', `/api/members/${memberId}`),
    transfer: (memberId: string) => send('POST', '/api/members/transfer', { memberId }),
    /** The link in the answer is told this once, and kept nowhere. */
    invite: async (input: InviteInput) => {
      const made = await sendJson<NewInviteDto>('POST', '/api/invites', input);
      await mutate();
      return made;
    },
    takeBack: (inviteId: string) => send('DELETE', `/api/invites/${inviteId}`),
  };
}

/** Leaves the household one looks at; the page begins anew in another. @throws ApiError */
export function leaveHousehold(input: LeaveInput): Promise<void> {
  return leaveAfter(() => sendJson('POST', '/api/members/leave', input), '/');
}

/** Looks at another household: every page begins anew. @throws ApiError */
export function openHousehold(id: string): Promise<void> {
  return leaveAfter(() => sendJson<HouseholdListDto>('POST', `${listPath}/${id}/open`), '/');
}

/** Makes another household and looks at it. @throws ApiError */
export function createHousehold(input: HouseholdInput): Promise<void> {
  return leaveAfter(() => sendJson<HouseholdListDto>('POST', listPath, input), '/');
}
