import { ChevronDown } from 'lucide-react';
import type { Route } from 'next';
import { Amount } from '#components/ui/amount';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { PayPartDto, PayStubDto } from '#lib/income/contract';
import { formatAmount } from '#lib/money/format-amount';
import { namePeriod } from './income-words.ts';

/** A pay stub as a ledger: what was earned, what was taken off, and what is left of it. */
export function PayStub({ stub, today }: { stub: PayStubDto; today: CivilDate }) {
  const { currency, grossMinor, deductedMinor, netMinor, paidOn, to, transactionId } = stub;
  const period = namePeriod(stub.from, stub.to, today);
  const day = paidOn ?? to;
  return (
    <li className="border-line border-b last:border-b-0">
      <details className="group">
        <summary className="flex min-h-12 cursor-pointer list-none items-baseline justify-between gap-4 rounded-sm py-3">
          <span className="min-w-0">
            <span>{day ? formatCivilDate(day, today) : 'No date'}</span>
            <span className="block truncate text-ink-soft text-sm">
              {[stub.employer, period].filter(Boolean).join(' · ')}
            </span>
          </span>
          <span className="flex items-baseline gap-2">
            <Amount minor={netMinor} currency={currency} />
            <ChevronDown
              aria-hidden="true"
              className="size-4 shrink-0 self-center text-ink-faint group-open:rotate-180"
            />
          </span>
        </summary>
        <div className="pb-6">
          <DefinitionList>
            <Parts parts={stub.earnings} currency={currency} />
            <Definition term="Earned" weight="sum" note={yearNote(stub.grossYearMinor, currency)}>
              <Amount minor={grossMinor} currency={currency} />
            </Definition>
            <Parts parts={stub.deductions} currency={currency} isTaken />
            <Definition term="Taken off" weight="sum">
              <Amount minor={deductedMinor === null ? null : -deductedMinor} currency={currency} />
            </Definition>
            <Definition term="Paid out" weight="final" note={yearNote(stub.netYearMinor, currency)}>
              <Amount minor={netMinor} currency={currency} />
            </Definition>
          </DefinitionList>
          {stub.offMinor === null ? null : (
            <p className="pt-3 text-sm text-warning">
              The stub does not come to its own sum:{' '}
              {formatAmount(Math.abs(stub.offMinor), currency).text}{' '}
              {stub.offMinor > 0 ? 'are missing' : 'are too many'} in what was paid out.
            </p>
          )}
          <p className="pt-3 text-ink-soft text-sm">
            {transactionId ? (
              <TextLink asChild>
                <Link href={`/transactions?open=${transactionId}` as Route}>
                  Its payment among your transactions
                </Link>
              </TextLink>
            ) : (
              'No payment of this amount is among your transactions at that time.'
            )}
          </p>
        </div>
      </details>
    </li>
  );
}

function Parts({
  parts,
  currency,
  isTaken = false,
}: {
  parts: readonly PayPartDto[];
  currency: string;
  isTaken?: boolean;
}) {
  return parts.map(({ name, minor, yearMinor, note }, index) => (
    <Definition
      // biome-ignore lint/suspicious/noArrayIndexKey: a stub may name two parts alike.
      key={`${name} ${index}`}
      term={name}
      note={[note, yearNote(yearMinor, currency)].filter(Boolean).join(' · ') || undefined}
    >
      <Amount minor={minor === null ? null : isTaken ? -minor : minor} currency={currency} />
    </Definition>
  ));
}

function yearNote(minor: number | null, currency: string): string | undefined {
  return minor === null ? undefined : `${formatAmount(minor, currency).text} this year so far`;
}
