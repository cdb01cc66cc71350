import type { ReactNode } from 'react';
import { groupLabels } from '#components/accounts/account-labels';
import { Amount } from '#components/ui/amount';
import { Link } from '#components/ui/link';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableGroup,
  TableHead,
  TableRow,
} from '#components/ui/table';
import { TextLink } from '#components/ui/text-link';
import { accountGroups } from '#lib/accounts/account-kinds';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { AccountWorth, CurrencyWorth } from '#lib/net-worth/contract';

/** What each account and each group added on the first and on the last day, and what is between. */
export function AccountChanges({
  worth: { accounts, onItsWay, currency },
  from,
  to,
  today,
}: {
  worth: CurrencyWorth;
  from: CivilDate;
  to: CivilDate;
  today: CivilDate;
}) {
  return (
    <Table label={`Accounts in ${currency}, and what each added to net worth`}>
      <TableHead>
        <TableColumn>Account</TableColumn>
        <TableColumn numeric hideBelow="md" className="w-36">
          {formatCivilDate(from, today, 'short')}
        </TableColumn>
        <TableColumn numeric className="w-32 sm:w-36">
          {to === today ? 'Today' : formatCivilDate(to, today, 'short')}
        </TableColumn>
        <TableColumn numeric hideBelow="sm" className="w-36">
          Change
        </TableColumn>
      </TableHead>
      {accountGroups.map((group) => {
        const own = accounts.filter((each) => each.group === group && isSeen(each));
        if (own.length === 0) return null;
        const sum = own.reduce((total, { endMinor }) => total + (endMinor ?? 0), 0);
        return (
          <TableBody key={group}>
            <TableGroup aside={<Amount minor={sum} currency={currency} />}>
              {groupLabels[group]}
            </TableGroup>
            {own.map((each) => (
              <AccountRow key={each.accountId} account={each} currency={currency} today={today} />
            ))}
          </TableBody>
        );
      })}
      {onItsWay.startMinor === 0 && onItsWay.endMinor === 0 ? null : (
        <TableBody>
          <TableGroup>On its way between accounts</TableGroup>
          <Figures name="Transfers" {...onItsWay} currency={currency} />
        </TableBody>
      )}
    </Table>
  );
}

/** Not one that counted neither at the beginning nor since. */
function isSeen({ startMinor, endMinor, knownFrom }: AccountWorth): boolean {
  return startMinor !== null || endMinor !== null || knownFrom !== null;
}

function AccountRow({
  account: { accountId, name, startMinor, endMinor, countedTo },
  currency,
  today,
}: {
  account: AccountWorth;
  currency: string;
  today: CivilDate;
}) {
  return (
    <Figures
      name={
        <>
          <TextLink quiet asChild>
            <Link href={`/accounts/${accountId}`}>{name}</Link>
          </TextLink>
          {countedTo ? (
            <span className="ml-2 text-ink-faint text-sm">
              until {formatCivilDate(countedTo, today, 'short')}
            </span>
          ) : null}
        </>
      }
      startMinor={startMinor}
      endMinor={endMinor}
      currency={currency}
    />
  );
}

function Figures({
  name,
  startMinor,
  endMinor,
  currency,
}: {
  name: ReactNode;
  startMinor: number | null;
  endMinor: number | null;
  currency: string;
}) {
  const change = startMinor === null || endMinor === null ? null : endMinor - startMinor;
  return (
    <TableRow>
      <TableCell className="truncate">{name}</TableCell>
      <TableCell numeric hideBelow="md" className="text-ink-soft">
        <Amount minor={startMinor} currency={currency} />
      </TableCell>
      <TableCell numeric>
        <Amount minor={endMinor} currency={currency} />
      </TableCell>
      <TableCell numeric hideBelow="sm" className="text-ink-soft">
        <Amount minor={change} currency={currency} sign="always" />
      </TableCell>
    </TableRow>
  );
}
