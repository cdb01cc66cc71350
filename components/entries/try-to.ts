import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';

/** Work that nobody waits for: a toast says what went wrong with it. */
export async function tryTo(failed: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    toast({ tone: 'danger', title: failed, description: describeError(error) });
  }
}
