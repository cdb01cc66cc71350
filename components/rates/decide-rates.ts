import { offerUndo } from '#components/shell/undo';
import { toast } from '#components/ui/toast';
import type { ChangedRatesDto } from '#lib/rates/contract';
import { rateActions } from '#lib/rates/hooks';

/** Says what was changed, and offers to take it back. */
export function sayChanged(label: string, { undoStepId }: ChangedRatesDto): void {
  if (undoStepId) offerUndo(label, () => rateActions.takeBack(undoStepId));
  else toast({ title: 'There was nothing to change.' });
}
