'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { isField } from '#components/shell/is-field';
import { useAmounts } from '#components/shell/use-amounts';
import { overlayOnDemand } from '#components/ui/on-demand';

const ShortcutsSheet = overlayOnDemand(
  () => import('./shortcuts-sheet.tsx').then((file) => file.ShortcutsSheet),
  ({ open }) => open,
);

/** The keys of every page that are no command of the menu's: "?" says what keys there are, "$" hides amounts. */
export function GlobalKeys() {
  const [isHelpOpen, setHelpOpen] = useState(false);
  const { toggle } = useAmounts();
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isField(event.target)) return;
    // Where a key takes Alt to type, Alt is part of it.
    if (event.key === '$') toggle();
    else if (event.key === '?' && !document.querySelector('[data-scrim]')) setHelpOpen(true);
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return <ShortcutsSheet open={isHelpOpen} onOpenChange={setHelpOpen} />;
}
