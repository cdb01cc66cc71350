import { Amount } from '#components/ui/amount';
import { Button } from '#components/ui/button';
import type { SettlementDto } from '#lib/settlements/contract';

/** Who owes what for an expense, or that it has come back. */
export function ClaimLine({
  claim: { owedBy, amountMinor, openMinor },
  currency,
  onEdit,
}: {
  claim: NonNullable<SettlementDto['claim']>;
  currency: string;
  onEdit: (() => void) | null;
}) {
  const who = owedBy ?? 'Somebody';
  return (
    <div className="flex min-h-12 items-center gap-3 border-line border-b py-1.5">
      <span className="min-w-0 flex-1">
        <span className="block truncate">
          {openMinor > 0 ? `${who} owes you` : `${who} has paid you back`}
        </span>
        {openMinor !== amountMinor ? (
          <span className="block text-ink-faint text-sm">
            of <Amount minor={amountMinor} currency={currency} />
          </span>
        ) : null}
      </span>
      {openMinor > 0 ? <Amount minor={openMinor} currency={currency} /> : null}
      {onEdit ? (
        <Button size="sm" variant="ghost" onClick={onEdit}>
          Change
        </Button>
      ) : null}
    </div>
  );
}
