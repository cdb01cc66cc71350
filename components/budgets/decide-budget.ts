import { offerUndo } from '#components/shell/undo';
import { toast } from '#components/ui/toast';
import { budgetActions } from '#lib/budgets/hooks';

/** Changes the budget, says so, and offers to take it back. Pages hear of either by themselves. */
export async function decideBudget(
  label: string,
  change: () => Promise<string | null>,
): Promise<void> {
  const undoStepId = await change();
  if (undoStepId) offerUndo(label, () => budgetActions.takeBack(undoStepId));
  else toast({ title: 'There was nothing to change.' });
}
