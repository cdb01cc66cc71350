import type { Route } from 'next';
import { Amount } from '#components/ui/amount';
import { Link } from '#components/ui/link';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableHead,
  TableRow,
} from '#components/ui/table';
import { TextLink } from '#components/ui/text-link';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { AccountForecastDto, ForecastEntryDto } from '#lib/forecast/contract';

const kinds: Record<ForecastEntryDto['kind'], string | null> = {
  pending: 'pending',
  due: null,
  late: 'late',
  everyday: null,
};

/** What moves the balance and what is then left, in order of days; everyday spending is in the last column alone. */
export function ForecastEntries({
  forecast: { account, currency, entries },
  from,
}: {
  forecast: AccountForecastDto;
  from: CivilDate;
}) {
  const named = entries.filter(({ kind }) => kind !== 'everyday');
  const everydayMinor = entries
    .filter(({ kind }) => kind === 'everyday')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return (
    <details className="mt-6">
      <summary className="w-fit cursor-pointer rounded-sm text-ink-soft text-sm hover:text-ink pointer-coarse:py-3">
        What it is made of ({named.length})
      </summary>
      <div className="mt-3">
        <Table label={`What is expected in ${account.name}`}>
          <TableHead>
            <TableColumn className="w-24">Date</TableColumn>
            <TableColumn>What</TableColumn>
            <TableColumn numeric className="w-32">
              Amount
            </TableColumn>
            <TableColumn numeric className="w-32 max-sm:hidden">
              Left
            </TableColumn>
          </TableHead>
          <TableBody>
            {named.map((entry) => (
              <TableRow key={entry.id}>
                <TableCell className="text-ink-soft">
                  {formatCivilDate(entry.on, from, 'short')}
                </TableCell>
                <TableCell className="truncate">
                  <Name entry={entry} />
                </TableCell>
                <TableCell numeric>
                  <Amount minor={entry.amountMinor} currency={currency} tone="money-in" />
                </TableCell>
                <TableCell numeric className="max-sm:hidden">
                  <Amount minor={entry.balanceMinor} currency={currency} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
        {everydayMinor === 0 ? null : (
          <p className="mt-3 text-ink-soft text-sm">
            And everyday spending day by day, <Amount minor={everydayMinor} currency={currency} />{' '}
            in all.
          </p>
        )}
      </div>
    </details>
  );
}

function Name({ entry: { name, kind, href } }: { entry: ForecastEntryDto }) {
  const mark = kinds[kind];
  return (
    <>
      {href ? (
        <TextLink quiet asChild>
          <Link href={href as Route}>{name}</Link>
        </TextLink>
      ) : (
        name
      )}
      {mark ? <span className="text-ink-faint">, {mark}</span> : null}
    </>
  );
}
