import { focusPage } from '#components/ui/focus-page';

const listQuestions = () => [...document.querySelectorAll<HTMLElement>('[data-question]')];

/** The question one is at, with whatever in it has the focus. */
export function findQuestion(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('[data-question]') ?? null;
}

/** To the next question of the page, whichever section it is in, or the one before. */
export function stepQuestion(by: 1 | -1): void {
  const all = listQuestions();
  const current = findQuestion();
  const at = current ? all.indexOf(current) : by === 1 ? -1 : all.length;
  const next = all[at + by];
  next?.focus();
}

/** From one that is being answered, and goes, to the next; after the last to the one before. */
export function leaveQuestion(within: HTMLElement): void {
  const all = listQuestions();
  const at = all.findIndex((each) => each.contains(within));
  const next = all[at + 1] ?? all[at - 1];
  if (next) next.focus();
  else focusPage();
}
