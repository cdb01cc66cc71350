import { Button } from '#components/ui/button';
import type { PartInput, SplitDto } from '#lib/splits/contract';
import { fitParts, fitWays } from '#lib/splits/fit-parts';
import { fitWords } from './fit-words.ts';

/** What the bank changed finds its place in one press. */
export function FitButtons({
  split,
  categoryId,
  onFit,
}: {
  split: SplitDto;
  /** The transaction's own. */
  categoryId: string | null;
  onFit: (parts: PartInput[]) => void;
}) {
  return (
    <span className="mt-2 flex flex-wrap gap-2">
      {fitWays.map((way) => {
        const parts = fitParts(split, categoryId, way);
        return parts ? (
          <Button key={way} size="sm" onClick={() => onFit(parts)}>
            {fitWords(split, way)}
          </Button>
        ) : null;
      })}
    </span>
  );
}
