'use client';

import { Progress } from '#components/ui/progress';
import type { ItemDto } from '#lib/items/contract';

/** What is being fetched for the first time, honestly: there is no telling how long a bank takes. */
export function FirstSync({ items }: { items: ItemDto[] }) {
  const running = items.filter(
    (item) => item.state.name === 'syncing' && item.history !== 'historical_complete',
  );
  if (running.length === 0) return null;
  return (
    <div className="mb-10 flex flex-col gap-5" aria-live="polite">
      {running.map((item) => (
        <div key={item.id}>
          <Progress label={item.institution.name} detail={item.state.label} value={null} />
          <p className="mt-1.5 text-ink-soft text-sm">{item.state.reason}</p>
        </div>
      ))}
    </div>
  );
}
