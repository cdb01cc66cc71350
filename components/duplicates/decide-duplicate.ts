import { offerUndo } from '#components/shell/undo';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { MarkInput } from '#lib/duplicates/contract';
import { answerDuplicates, markDuplicates } from '#lib/duplicates/hooks';

/** Says that two are one, and offers to undo it; resolves to the one that stays, null where it was not saved. */
export async function decideOne(input: MarkInput): Promise<string | null> {
  try {
    const { duplicateId, keptId } = await markDuplicates(input);
    offerUndo('Two transactions are one', () => answerDuplicates([duplicateId], 'open'));
    return keptId;
  } catch (error) {
    toast({ tone: 'danger', title: 'Not saved', description: describeError(error) });
    return null;
  }
}

/** Says that a row which was put away is one of its own, and offers to undo that. */
export async function decideTwo(duplicateId: string): Promise<void> {
  try {
    await answerDuplicates([duplicateId], 'two');
    offerUndo('Two transactions again', () => answerDuplicates([duplicateId], 'same'));
  } catch (error) {
    toast({ tone: 'danger', title: 'Not saved', description: describeError(error) });
  }
}
