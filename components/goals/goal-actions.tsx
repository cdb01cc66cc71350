'use client';

import {
  Archive,
  ArchiveRestore,
  Check,
  MoreHorizontal,
  Pencil,
  RotateCcw,
  Trash2,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { Button, IconButton } from '#components/ui/button';
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '#components/ui/menu';
import type { CivilDate } from '#lib/dates/civil-date';
import type { GoalDto, GoalPatch } from '#lib/goals/contract';
import { goalActions } from '#lib/goals/hooks';
import { ContributeDialog } from './contribute-dialog.tsx';
import { decideGoal } from './decide-goal.ts';
import { GoalDialog } from './goal-dialog.tsx';

/** What one does with a goal. */
export function GoalActions({ goal, today }: { goal: GoalDto; today: CivilDate }) {
  const [open, setOpen] = useState<'contribute' | 'edit' | null>(null);
  const router = useRouter();
  if (!useMayChange()) return null;
  const { id, name, state, kind, currency } = goal;
  const update = (patch: GoalPatch, label: string) =>
    void decideGoal(`“${name}” ${label}`, () => goalActions.update(id, patch));
  const remove = async () => {
    const isGone = await decideGoal(`“${name}” is deleted`, () => goalActions.remove(id));
    if (isGone) router.push('/goals');
  };
  const leave = () => setOpen(null);
  return (
    <>
      {kind === 'save' && state === 'open' ? (
        <Button onClick={() => setOpen('contribute')}>Set money aside</Button>
      ) : null}
      <Menu>
        <MenuTrigger asChild>
          <IconButton label={`More for ${name}`}>
            <MoreHorizontal />
          </IconButton>
        </MenuTrigger>
        <MenuContent>
          <MenuItem icon={<Pencil />} onSelect={() => setOpen('edit')}>
            Edit
          </MenuItem>
          {state === 'completed' ? (
            <MenuItem
              icon={<RotateCcw />}
              onSelect={() => update({ completed: false }, 'is open again')}
            >
              Reopen
            </MenuItem>
          ) : null}
          {state === 'open' ? (
            <MenuItem icon={<Check />} onSelect={() => update({ completed: true }, 'is completed')}>
              Complete
            </MenuItem>
          ) : null}
          {state === 'archived' ? (
            <MenuItem
              icon={<ArchiveRestore />}
              onSelect={() => update({ archived: false }, 'is back')}
            >
              Bring back
            </MenuItem>
          ) : (
            <MenuItem icon={<Archive />} onSelect={() => update({ archived: true }, 'is archived')}>
              Archive
            </MenuItem>
          )}
          <MenuSeparator />
          <MenuItem icon={<Trash2 />} onSelect={() => void remove()}>
            Delete
          </MenuItem>
        </MenuContent>
      </Menu>
      {open === 'contribute' ? (
        <ContributeDialog goal={goal} today={today} onLeave={leave} />
      ) : null}
      {open === 'edit' ? (
        <GoalDialog goal={goal} currency={currency} today={today} onLeave={leave} />
      ) : null}
    </>
  );
}
