import { rememberUndo } from '#lib/client/undo';
import { undoTransactionChange } from '#lib/transactions/hooks';

/**
 * What was typed into a note at one go, as one change of the visit. It was saved in several steps: they are
 * taken back one after the other, so that what somebody else wrote since stays. What fails goes on where it
 * stopped.
 */
export class NoteUndo {
  #steps: string[] = [];

  add(undoStepId: string): void {
    this.#steps.push(undoStepId);
  }

  /** The field is left: what was saved in it is to be taken back by now. */
  finish(name: string): void {
    const steps = this.#steps;
    this.#steps = [];
    if (steps.length === 0) return;
    rememberUndo(`${name}: note written`, async () => {
      for (let step = steps.at(-1); step; step = steps.at(-1)) {
        await undoTransactionChange(step);
        steps.pop();
      }
    });
  }
}
