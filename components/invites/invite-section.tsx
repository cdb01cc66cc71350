'use client';

import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { roleWords } from '#components/members/role-words';
import { Button } from '#components/ui/button';
import { overlayOnDemand } from '#components/ui/on-demand';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { formatCivilDate } from '#lib/dates/civil-date';
import type { useHousehold } from '#lib/households/hooks';
import type { InviteDto } from '#lib/invites/contract';

const InviteDialog = overlayOnDemand(
  () => import('./invite-dialog.tsx').then((file) => file.InviteDialog),
  ({ open }) => open,
);

/** The invitations that can still be used, and the way to make one. For owners. */
export function InviteSection({
  invites,
  actions,
  today,
}: {
  invites: InviteDto[];
  actions: Pick<ReturnType<typeof useHousehold>, 'invite' | 'takeBack'>;
  today: string;
}) {
  const [open, setOpen] = useState(false);
  const takeBack = (id: string) => {
    actions.takeBack(id).then(
      () => toast({ title: 'The invitation leads nowhere any more' }),
      (error: unknown) =>
        toast({ tone: 'danger', title: 'Not taken back', description: describeError(error) }),
    );
  };
  return (
    <section aria-labelledby="invites" className="mb-12">
      <SectionHeading id="invites">Invitations</SectionHeading>
      {invites.length === 0 ? (
        <p className="py-4 text-ink-soft">No invitation is open.</p>
      ) : (
        <ul className="mb-4">
          {invites.map(({ id, role, email, by, createdAt, expiresAt }) => (
            <li key={id} className="flex items-center gap-4 border-line border-b py-3">
              <div className="min-w-0 flex-1">
                <p className="break-words">
                  {email ?? 'Whoever has the link'}
                  <span className="text-ink-soft">
                    , as a {roleWords[role].label.toLowerCase()}
                  </span>
                </p>
                <p className="text-ink-soft text-sm">
                  By {by}, <RelativeTime iso={createdAt} />; ends{' '}
                  {formatCivilDate(expiresAt.slice(0, 10), today, 'short')}
                </p>
              </div>
              <Button size="sm" onClick={() => takeBack(id)}>
                Take back
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Button onClick={() => setOpen(true)}>
        <UserPlus aria-hidden="true" />
        Invite somebody
      </Button>
      <InviteDialog open={open} onOpenChange={setOpen} onInvite={actions.invite} />
    </section>
  );
}
