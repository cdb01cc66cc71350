import { Progress } from '#components/ui/progress';
import type { CivilDate } from '#lib/dates/civil-date';
import type { ItemDto, ItemHistoryDto } from '#lib/items/contract';
import { describeHistory } from './sync-words.ts';

/** What is being fetched for the first time, with what is here of it: there is no telling how long a bank takes. */
export function FirstSync({
  items,
  histories,
  today,
}: {
  items: ItemDto[];
  histories: ItemHistoryDto[];
  today: CivilDate;
}) {
  const running = items.filter(isFirstSync);
  if (running.length === 0) return null;
  return (
    <div className="mb-10 flex flex-col gap-5" aria-live="polite">
      {running.map((item) => {
        const history = histories.find(({ itemId }) => itemId === item.id);
        return (
          <div key={item.id}>
            <Progress label={item.institution.name} detail={item.state.label} value={null} />
            <p className="mt-1.5 text-ink-soft text-sm">
              {item.state.reason}
              {history ? ` So far: ${describeHistory(history, today)}.` : null}
            </p>
          </div>
        );
      })}
    </div>
  );
}

export function isFirstSync({ state, history }: ItemDto): boolean {
  return state.name === 'syncing' && history !== 'historical_complete';
}
