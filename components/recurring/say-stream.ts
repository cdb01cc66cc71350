import { offerUndo } from '#components/shell/undo';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import { awaitUndo } from '#lib/client/undo';
import type { ChangedStreamsDto } from '#lib/recurring/contract';
import { recurringActions } from '#lib/recurring/hooks';

/** Offers to undo a change of what recurs, or says that it was not saved. */
export function sayStream(label: string, sent: Promise<ChangedStreamsDto>): Promise<void> {
  return awaitUndo(say(label, sent));
}

async function say(label: string, sent: Promise<ChangedStreamsDto>): Promise<void> {
  try {
    offerStreamUndo(label, await sent);
  } catch (error) {
    toast({ tone: 'danger', title: 'Not saved', description: describeError(error) });
  }
}

export function offerStreamUndo(label: string, { undoStepId }: ChangedStreamsDto): void {
  offerUndo(label, () => recurringActions.takeBack(undoStepId));
}
