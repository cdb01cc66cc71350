'use client';

import { useState } from 'react';
import { EndingDialog } from '#components/auth/ending-dialog';
import { Button } from '#components/ui/button';
import { SectionHeading } from '#components/ui/section-heading';
import type { HouseholdDto } from '#lib/households/contract';
import { leaveHousehold } from '#lib/households/hooks';

/** The way out. A household's only owner hands it over first. */
export function LeaveSection({ household }: { household: HouseholdDto }) {
  const [open, setOpen] = useState(false);
  const { members, name } = household;
  const others = members.filter(({ you }) => !you);
  const isOwner = members.some(({ you, role }) => you && role === 'owner');
  const isOnlyOwner = isOwner && others.every(({ role }) => role !== 'owner');
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="leave" className="mb-12">
      <SectionHeading id="leave">Leave</SectionHeading>
      {isOnlyOwner ? (
        <p className="py-4 text-ink-soft">
          You are its only owner. Hand it over to one of the others, or make them an owner beside
          you, then leave.
        </p>
      ) : (
        <>
          <p className="py-4 text-ink-soft">
            You see nothing of {name} any more, and nobody here sees anything new of yours.
          </p>
          <Button onClick={() => setOpen(true)}>Leave the household</Button>
        </>
      )}
      <EndingDialog
        open={open}
        onOpenChange={setOpen}
        title={`Leave ${name}?`}
        description="The banks you linked here are disconnected. What others see of them in full stays with them, as history; what only you see is deleted. To come back you need a new invitation."
        verb="Leave"
        deleteLabel="Also delete what others see of the banks I linked"
        onConfirm={leaveHousehold}
      />
    </section>
  );
}
