import { useEffect } from 'react';
import { undoLatest } from '#components/shell/undo';
import { findQuestion, stepQuestion } from './question-focus.ts';

/** j and k walk the questions, y and n answer the one that one is at, u takes the last answer back. */
export function useQuestionKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isElsewhere(event.target)) return;
      const act = actions[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

const actions: Record<string, () => void> = {
  j: () => stepQuestion(1),
  k: () => stepQuestion(-1),
  y: () => answer('yes'),
  n: () => answer('no'),
  u: () => void undoLatest(),
};

/** A key that answers is for a question one is seen to be at; without one, it goes there first. */
function answer(name: 'yes' | 'no'): void {
  const question = findQuestion();
  if (question) question.querySelector<HTMLElement>(`[data-answer=${name}]`)?.click();
  else stepQuestion(1);
}

/** A field, a menu, or whatever lies over the page. */
function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[data-scrim]')) return true;
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role=menu], [role=listbox], [role=dialog]') !== null
  );
}
