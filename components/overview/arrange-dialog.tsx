'use client';

import { ArrowDown, ArrowUp, Eye, EyeOff } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormMessage } from '#components/auth/form-message';
import { offerUndo } from '#components/shell/undo';
import { IconButton } from '#components/ui/button';
import { Dialog, DialogContent } from '#components/ui/dialog';
import { describeError } from '#lib/client/api';
import { cn } from '#lib/cn';
import { type OverviewCard, type OverviewDto, overviewCards } from '#lib/overview/contract';
import { useOverview } from '#lib/overview/hooks';

/** Puts cards in order and hides them; the page behind follows at once. */
export function ArrangeDialog({
  fallback,
  onLeave,
}: {
  fallback: OverviewDto;
  onLeave: () => void;
}) {
  const { refresh } = useRouter();
  const { overview, update } = useOverview(fallback);
  const { cards, hidden } = overview;
  const [problem, setProblem] = useState<string | null>(null);
  const set = async (next: OverviewDto) => {
    await update(next);
    refresh();
  };
  const change = async (label: string, patch: Partial<OverviewDto>) => {
    setProblem(null);
    try {
      await set({ ...overview, ...patch });
      offerUndo(label, () => set(overview));
    } catch (error) {
      setProblem(describeError(error));
    }
  };
  const move = (card: OverviewCard, by: 1 | -1) => {
    const others = cards.filter((each) => each !== card);
    const moved = others.toSpliced(cards.indexOf(card) + by, 0, card);
    return change(`${overviewCards[card]}: moved`, { cards: moved });
  };
  const hide = (card: OverviewCard) =>
    change(`${overviewCards[card]}: hidden`, { hidden: [...hidden, card] });
  const show = (card: OverviewCard) =>
    change(`${overviewCards[card]}: shown`, { hidden: hidden.filter((each) => each !== card) });
  return (
    <Dialog open onOpenChange={(next) => (next ? undefined : onLeave())}>
      <DialogContent title="Arrange cards" size="md">
        <ol>
          {cards.map((card, index) => {
            const name = overviewCards[card];
            const isHidden = hidden.includes(card);
            return (
              <li
                key={card}
                className="flex items-center gap-1 border-line border-b py-2 last:border-b-0"
              >
                <span className={cn('min-w-0 flex-1 truncate', isHidden && 'text-ink-faint')}>
                  {name}
                  {isHidden ? <span className="text-sm"> · hidden</span> : null}
                </span>
                <IconButton
                  label={`Move ${name} up`}
                  size="sm"
                  disabled={index === 0}
                  onClick={() => void move(card, -1)}
                >
                  <ArrowUp />
                </IconButton>
                <IconButton
                  label={`Move ${name} down`}
                  size="sm"
                  disabled={index === cards.length - 1}
                  onClick={() => void move(card, 1)}
                >
                  <ArrowDown />
                </IconButton>
                <IconButton
                  label={isHidden ? `Show ${name}` : `Hide ${name}`}
                  size="sm"
                  onClick={() => void (isHidden ? show(card) : hide(card))}
                >
                  {isHidden ? <Eye /> : <EyeOff />}
                </IconButton>
              </li>
            );
          })}
        </ol>
        <div className="pt-2 empty:hidden">
          <FormMessage text={problem} />
        </div>
      </DialogContent>
    </Dialog>
  );
}
