import { useEffect, useEffectEvent } from 'react';

/** What can be written over rows without opening one. */
export type EditedField = 'category' | 'merchant' | 'note' | 'tags';

/** What the keys of a list do; each acts on what is ticked, or else on the row one is at. */
export type ListActions = {
  /** To the next row, or the one before. */
  step: (by: 1 | -1) => void;
  /** Ticks on the way. */
  extend: (by: 1 | -1) => void;
  select: () => void;
  selectRange: () => void;
  edit: (field: EditedField) => void;
  hide: () => void;
  review: () => void;
  split: () => void;
  clear: () => void;
};

/** The keys by which a list is walked and edited; none of them while one types or a dialog is open. */
export function useListKeys(
  actions: ListActions,
  { mayChange, isPaused }: { mayChange: boolean; isPaused: boolean },
): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (isPaused) return;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isElsewhere(event.target)) return;
    const act = actionOf(event, actions, mayChange);
    if (!act) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

function actionOf(
  event: KeyboardEvent,
  actions: ListActions,
  mayChange: boolean,
): (() => void) | undefined {
  const { key, shiftKey } = event;
  const step = stepOf(key);
  // An arrow scrolls the page until one is at a row.
  if (step && (key.length === 1 || isAtRow(event.target))) {
    return () => (shiftKey && mayChange ? actions.extend(step) : actions.step(step));
  }
  if (!mayChange) return undefined;
  if (key === ' ') return isAtRow(event.target) ? actions.select : undefined;
  if (key === 'Escape') return actions.clear;
  const byKey: Record<string, () => void> = {
    x: actions.select,
    X: actions.selectRange,
    c: () => actions.edit('category'),
    p: () => actions.edit('merchant'),
    n: () => actions.edit('note'),
    t: () => actions.edit('tags'),
    h: actions.hide,
    r: actions.review,
    s: actions.split,
  };
  return byKey[key];
}

function stepOf(key: string): 1 | -1 | undefined {
  if (key === 'j' || key === 'J' || key === 'ArrowDown') return 1;
  return key === 'k' || key === 'K' || key === 'ArrowUp' ? -1 : undefined;
}

/** A field, a menu, or whatever lies over the list; the drawer beside it does not. */
function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[data-scrim]')) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('input, textarea, select')) return true;
  return (
    target.closest('[role=menu], [role=listbox], [role=dialog]:not([data-drawer=beside])') !== null
  );
}

function isAtRow(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('tr[data-row], [data-drawer=beside]') !== null
  );
}
