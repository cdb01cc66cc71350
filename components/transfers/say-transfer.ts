import { offerUndo } from '#components/shell/undo';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { awaitUndo } from '#lib/client/undo';
import type { ChangedTransferDto } from '#lib/transfers/contract';
import { undoTransferChange } from '#lib/transfers/hooks';

/** Offers to undo a change of transfers, or says that it was not saved. */
export function sayTransfer(label: string, sent: Promise<ChangedTransferDto>): Promise<void> {
  return awaitUndo(say(label, sent));
}

async function say(label: string, sent: Promise<ChangedTransferDto>): Promise<void> {
  try {
    const { undoStepId } = await sent;
    offerUndo(label, () => undoTransferChange(undoStepId));
  } catch (error) {
    toast({ tone: 'danger', title: 'Not saved', description: describeError(error) });
  }
}
