import { Button } from '#components/ui/button';
import { decideOne } from './decide-duplicate.ts';

/** Of exactly two that are ticked: they are one. */
export function MarkPairButton({
  ids: [transactionId, otherId, ...others],
  onDone,
}: {
  ids: string[];
  onDone: (keptId: string) => void;
}) {
  if (!transactionId || !otherId || others.length > 0) return null;
  const mark = async () => {
    const keptId = await decideOne({ transactionId, otherId });
    if (keptId) onDone(keptId);
  };
  return (
    <Button size="sm" onClick={() => void mark()}>
      Duplicates
    </Button>
  );
}
