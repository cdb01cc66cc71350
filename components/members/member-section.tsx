'use client';

import { useState } from 'react';
import { useStepUp } from '#components/auth/step-up';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { SectionHeading } from '#components/ui/section-heading';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { useAttempt } from '#lib/client/use-attempt';
import type { HouseholdDto } from '#lib/households/contract';
import type { useHousehold } from '#lib/households/hooks';
import type { Role } from '#lib/households/roles';
import type { MemberDto } from '#lib/members/contract';
import { MemberRow } from './member-row.tsx';
import { roleWords } from './role-words.tsx';

type Actions = Pick<ReturnType<typeof useHousehold>, 'setRole' | 'transfer' | 'remove'>;
type Asked = { what: 'transfer' | 'remove'; member: MemberDto };

/** Who belongs to the household, and what each may do. */
export function MemberSection({
  household,
  actions,
}: {
  household: HouseholdDto;
  actions: Actions;
}) {
  const withStepUp = useStepUp();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { pending, problem, attempt } = useAttempt();

  const setRole = (member: MemberDto, role: Role) => {
    withStepUp(() => actions.setRole(member.id, role)).then(
      () => toast({ title: `${member.name}: ${roleWords[role].label.toLowerCase()}` }),
      (error: unknown) =>
        toast({ tone: 'danger', title: 'Not changed', description: describeError(error) }),
    );
  };
  const confirm = () =>
    attempt(async () => {
      if (!asked) return;
      const { what, member } = asked;
      await withStepUp(() => actions[what](member.id));
      setAsked(null);
      const words = what === 'transfer' ? 'owns the household now' : 'is no longer here';
      toast({ title: `${member.name} ${words}` });
    });

  return (
    <section aria-labelledby="members" className="mb-12">
      <SectionHeading id="members">People</SectionHeading>
      <ul>
        {household.members.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            onRole={(role) => setRole(member, role)}
            onTransfer={() => setAsked({ what: 'transfer', member })}
            onRemove={() => setAsked({ what: 'remove', member })}
          />
        ))}
      </ul>
      <dl className="mt-3 text-ink-soft text-sm">
        {Object.values(roleWords).map(({ label, hint }) => (
          <div key={label} className="flex gap-2 py-0.5">
            <dt className="w-16 shrink-0 text-ink">{label}</dt>
            <dd>{hint}</dd>
          </div>
        ))}
      </dl>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => (open ? undefined : setAsked(null))}
        {...wordsFor(asked)}
        tone={asked?.what === 'remove' ? 'danger' : 'neutral'}
        pending={pending}
        error={problem}
        onConfirm={confirm}
      />
    </section>
  );
}

function wordsFor(asked: Asked | null) {
  const name = asked?.member.name ?? '';
  if (asked?.what === 'transfer') {
    return {
      title: `Hand the household over to ${name}?`,
      description: `${name} becomes its owner and you a member: you can then no longer invite or remove anybody. Nothing changes in what each of you sees.`,
      confirmLabel: 'Hand over',
    };
  }
  return {
    title: `Remove ${name}?`,
    description: `${name} is signed out of this household at once, and the banks they linked are disconnected. What others see of those in full stays; what only ${name} saw is deleted and cannot be brought back. Nobody sees more than before.`,
    confirmLabel: 'Remove',
  };
}
