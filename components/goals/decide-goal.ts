import { offerUndo } from '#components/shell/undo';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { ChangedGoalDto } from '#lib/goals/contract';
import { goalActions } from '#lib/goals/hooks';

/** Says what was changed, and offers to take it back. */
export function sayChanged(label: string, { undoStepId }: ChangedGoalDto): void {
  if (undoStepId) offerUndo(label, () => goalActions.takeBack(undoStepId));
  else toast({ title: 'There was nothing to change.' });
}

/** Of what is pressed and asks nothing: true where something came of it. */
export async function decideGoal(
  label: string,
  change: () => Promise<ChangedGoalDto>,
): Promise<boolean> {
  try {
    sayChanged(label, await change());
    return true;
  } catch (error) {
    toast({ tone: 'danger', title: 'Not changed', description: describeError(error) });
    return false;
  }
}
