import { offerUndo } from '#components/shell/undo';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { ChangedTransferDto } from '#lib/transfers/contract';
import { undoTransferChange } from '#lib/transfers/hooks';

/** Offers to undo a change of transfers, or says that it was not saved; false then. */
export async function sayTransfer(
  label: string,
  sent: Promise<ChangedTransferDto>,
): Promise<boolean> {
  try {
    const { undoStepId } = await sent;
    offerUndo(label, () => undoTransferChange(undoStepId));
    return true;
  } catch (error) {
    toast({ tone: 'danger', title: 'Not saved', description: describeError(error) });
    return false;
  }
}
