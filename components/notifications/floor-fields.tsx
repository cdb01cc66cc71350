'use client';

import { MoneyField } from '#components/ui/money-field';
import type { FloorDto, FloorInput } from '#lib/notifications/contract';

/** What is to be left in each account that one spends from; empty: nothing. */
export function FloorFields({
  floors,
  onFloor,
}: {
  floors: readonly FloorDto[];
  onFloor: (floor: FloorInput) => void;
}) {
  if (floors.length === 0) return null;
  return (
    <fieldset className="mt-3">
      <legend className="text-ink-soft text-sm">To be left in</legend>
      <div className="mt-1 grid max-w-md gap-3 sm:grid-cols-2">
        {floors.map(({ accountId, name, currency, minor }) => (
          <MoneyField
            key={accountId}
            label={name}
            currency={currency}
            minor={minor}
            onMinorChange={(left) => onFloor({ accountId, minor: left || null })}
          />
        ))}
      </div>
    </fieldset>
  );
}
