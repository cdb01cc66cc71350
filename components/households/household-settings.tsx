'use client';

import type { ReactNode } from 'react';
import { InviteSection } from '#components/invites/invite-section';
import { LeaveSection } from '#components/members/leave-section';
import { MemberSection } from '#components/members/member-section';
import { useIsOwner } from '#components/members/membership';
import { PageHeader } from '#components/ui/page-header';
import type { HouseholdDto } from '#lib/households/contract';
import { useHousehold } from '#lib/households/hooks';
import { HouseholdList } from './household-list.tsx';
import { RenameButton } from './rename-button.tsx';

/** The household one looks at: its people, what they see, and the way out or to another. */
export function HouseholdSettings({
  fallback,
  today,
  children,
}: {
  fallback: HouseholdDto;
  today: string;
  /** What one shows the others. */
  children: ReactNode;
}) {
  const { household, rename, ...actions } = useHousehold(fallback);
  const isOwner = useIsOwner();
  return (
    <>
      <PageHeader
        title={household.name}
        description="Who belongs to this household, and what each may do and see."
        actions={isOwner ? <RenameButton name={household.name} onRename={rename} /> : null}
      />
      <MemberSection household={household} actions={actions} />
      {household.invites ? (
        <InviteSection invites={household.invites} actions={actions} today={today} />
      ) : null}
      {children}
      <HouseholdList />
      <LeaveSection household={household} />
    </>
  );
}
