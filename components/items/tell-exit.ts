import { toast } from '#components/ui/toast';
import { readInstitutionReport } from '#lib/institutions/hooks';
import type { LinkTokenInput } from '#lib/items/contract';
import { describeExit, findSilentBank, type LinkExit } from './exit-words.ts';

/** Says how Link was left, and offers to open it `again` where that can help. */
export async function tellExit(
  exit: LinkExit,
  input: LinkTokenInput,
  again: () => void,
): Promise<void> {
  const silentBank = findSilentBank(exit);
  // Whatever keeps us from knowing more, they are told what Link said.
  const report = silentBank && (await readInstitutionReport(silentBank).catch(() => null));
  const words = describeExit(exit, input.purpose, report || null);
  if (!words) return;
  toast({ ...words, action: words.again ? { label: 'Try again', onClick: again } : undefined });
}
