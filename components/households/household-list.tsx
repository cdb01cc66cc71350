'use client';

import { useState } from 'react';
import { useMemberships } from '#components/members/membership';
import { roleWords } from '#components/members/role-words';
import { Button } from '#components/ui/button';
import { overlayOnDemand } from '#components/ui/on-demand';
import { SectionHeading } from '#components/ui/section-heading';
import { StatusPill } from '#components/ui/status-pill';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { createHousehold } from '#lib/households/hooks';
import { useOpenHousehold } from './use-open-household.ts';

const NameDialog = overlayOnDemand(
  () => import('./name-dialog.tsx').then((file) => file.NameDialog),
  ({ open }) => open,
);

/** Those one belongs to, and the way to another. */
export function HouseholdList() {
  const households = useMemberships();
  const [creating, setCreating] = useState(false);
  const { opening, open } = useOpenHousehold();
  return (
    <section aria-labelledby="households" className="mb-12">
      <SectionHeading id="households">Your households</SectionHeading>
      <ul className="mb-4">
        {households.map(({ id, name, role, current }) => (
          <li key={id} className="flex min-h-14 items-center gap-4 border-line border-b py-2">
            <div className="min-w-0 flex-1">
              <p className="truncate">{name}</p>
              <p className="text-ink-soft text-sm">{roleWords[role].label}</p>
            </div>
            {current ? (
              <StatusPill tone="positive">Open</StatusPill>
            ) : (
              <Button size="sm" loading={opening === id} onClick={() => open(id)}>
                Open<VisuallyHidden> {name}</VisuallyHidden>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button onClick={() => setCreating(true)}>Create another</Button>
      <NameDialog
        key={String(creating)}
        open={creating}
        onOpenChange={setCreating}
        title="Create a household"
        description="It begins empty, with you as its owner; this one stays as it is."
        submitLabel="Create"
        onSubmit={createHousehold}
      />
    </section>
  );
}
