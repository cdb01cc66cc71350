import { useMayChange } from '#components/members/membership';
import { Button } from '#components/ui/button';
import { SectionHeading } from '#components/ui/section-heading';
import type { CivilDate } from '#lib/dates/civil-date';
import { barTransfers, type useTransfers } from '#lib/transfers/hooks';
import { sayTransfer } from './say-transfer.ts';
import { TransferEnds } from './transfer-ends.tsx';
import { describeReasons, nameTransfer } from './transfer-words.ts';

/** What was settled without asking, to look over; and the accounts that are never paired. */
export function PairedTransfers({
  transfers: { paired, bars, decide },
  today,
}: {
  transfers: ReturnType<typeof useTransfers>;
  today: CivilDate;
}) {
  const mayChange = useMayChange();
  return (
    <>
      {paired.length > 0 ? (
        <section aria-labelledby="paired">
          <SectionHeading id="paired">Paired for you</SectionHeading>
          <p className="pt-2 text-ink-soft text-sm">
            Where nothing else came into question, it was not asked. These are the latest.
          </p>
          <ul>
            {paired.map((transfer) => (
              <li
                key={transfer.id}
                className="flex flex-wrap items-center gap-x-6 gap-y-3 border-line border-b py-4 last:border-b-0"
              >
                <div className="min-w-0 flex-1 basis-80">
                  <TransferEnds transfer={transfer} today={today} />
                  <p className="mt-1.5 text-ink-soft text-sm">{describeReasons(transfer)}.</p>
                </div>
                {mayChange ? (
                  <Button
                    size="sm"
                    onClick={() =>
                      void sayTransfer(
                        `${nameTransfer(transfer)}: no transfer`,
                        decide(transfer.id, false),
                      )
                    }
                  >
                    Not a transfer
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {bars.length > 0 ? (
        <section aria-labelledby="bars">
          <SectionHeading id="bars">Never paired</SectionHeading>
          <ul>
            {bars.map(({ accounts: [one, other] }) => (
              <li
                key={`${one.id} ${other.id}`}
                className="flex items-center justify-between gap-4 border-line border-b py-2.5 last:border-b-0"
              >
                <span className="min-w-0 truncate">
                  {one.name} and {other.name}
                </span>
                {mayChange ? (
                  <Button
                    size="sm"
                    onClick={() =>
                      void sayTransfer(
                        `${one.name} and ${other.name}: paired again`,
                        barTransfers({ accountIds: [one.id, other.id], barred: false }),
                      )
                    }
                  >
                    Pair again
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
