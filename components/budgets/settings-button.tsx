'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '#components/ui/button';
import type { BudgetSettingsDto } from '#lib/budgets/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import { SettingsDialog } from './settings-dialog.tsx';

export function SettingsButton({
  settings,
  today,
}: {
  settings: BudgetSettingsDto;
  today: CivilDate;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton label="How periods are counted" onClick={() => setOpen(true)}>
        <SlidersHorizontal />
      </IconButton>
      {open ? (
        <SettingsDialog settings={settings} today={today} onLeave={() => setOpen(false)} />
      ) : null}
    </>
  );
}
