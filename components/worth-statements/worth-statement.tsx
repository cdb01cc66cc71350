import { groupLabels } from '#components/accounts/account-labels';
import { ConversionNote } from '#components/rates/conversion-note';
import { Amount } from '#components/ui/amount';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { EmptyState } from '#components/ui/empty-state';
import { Figure } from '#components/ui/figure';
import {
  Table,
  TableBody,
  TableCell,
  TableColumn,
  TableGroup,
  TableHead,
  TableRow,
} from '#components/ui/table';
import { accountGroups } from '#lib/accounts/account-kinds';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { StatedAccount, StatedWorth, WorthStatementDto } from '#lib/worth-statements/contract';
import { sayBasis, sumUpTieOut } from './statement-words.ts';

/** What somebody owned and owed at the end of a day, fit for paper. It leads nowhere: whom it is shown to has no account here. */
export function WorthStatement({
  statement: { on, whose, currencies, total, hasOthers },
  name,
  today,
}: {
  statement: WorthStatementDto;
  /** Whose it is. */
  name: string;
  today: CivilDate;
}) {
  const day = formatCivilDate(on, '0001-01-01');
  if (currencies.length === 0) {
    return (
      <EmptyState title={`Nothing is known of ${day}`}>
        No account that counts had a balance by then. Choose a later day, or link a bank first.
      </EmptyState>
    );
  }
  const accounts = currencies.flatMap((each) => each.accounts);
  return (
    <article aria-label="Net worth statement">
      <h2 className="font-semibold text-lg">Statement of net worth</h2>
      <p className="mt-0.5 text-ink-soft">
        {whose === 'own' || !hasOthers ? name : `As ${name} sees it`}, at the end of {day}
      </p>
      <p className="mt-1 text-ink-soft text-sm">{sumUpTieOut(accounts)}</p>
      {total ? (
        <Figure
          label={`In all, in ${total.currency}`}
          minor={total.netMinor}
          currency={total.currency}
          note={<ConversionNote conversion={total} today={today} />}
          className="mt-6"
        />
      ) : null}
      {currencies.map((each) => (
        <CurrencyPart key={each.currency} worth={each} today={today} />
      ))}
      <Grounds today={today} />
    </article>
  );
}

function CurrencyPart({ worth, today }: { worth: StatedWorth; today: CivilDate }) {
  const { currency, assetsMinor, debtsMinor, netMinor, onItsWayMinor, accounts } = worth;
  return (
    <section aria-label={`In ${currency}`} className="mt-8">
      <Table label={`Accounts in ${currency}, and what each adds to net worth`}>
        <TableHead>
          <TableColumn>Account</TableColumn>
          <TableColumn hideBelow="sm" className="w-2/5">
            Rests on
          </TableColumn>
          <TableColumn numeric className="w-32 sm:w-36">
            {currency}
          </TableColumn>
        </TableHead>
        {accountGroups.map((group) => {
          const own = accounts.filter((each) => each.group === group);
          if (own.length === 0) return null;
          return (
            <TableBody key={group}>
              <TableGroup>{groupLabels[group]}</TableGroup>
              {own.map((each) => (
                <AccountRow key={each.accountId} account={each} currency={currency} today={today} />
              ))}
            </TableBody>
          );
        })}
      </Table>
      <DefinitionList className="mt-6 ml-auto max-w-sm">
        {onItsWayMinor === 0 ? null : (
          <Definition term="On its way between accounts">
            <Amount minor={onItsWayMinor} currency={currency} />
          </Definition>
        )}
        <Definition term="Owned">
          <Amount minor={assetsMinor} currency={currency} />
        </Definition>
        <Definition term="Owed">
          <Amount minor={debtsMinor} currency={currency} />
        </Definition>
        <Definition term="Net worth" weight="final">
          <Amount minor={netMinor} currency={currency} />
        </Definition>
      </DefinitionList>
    </section>
  );
}

function AccountRow({
  account,
  currency,
  today,
}: {
  account: StatedAccount;
  currency: string;
  today: CivilDate;
}) {
  const { name, bank, mask, worthMinor } = account;
  const basis = sayBasis(account, today);
  return (
    <TableRow>
      <TableCell className="align-middle">
        <span className="block truncate">{name}</span>
        <span className="block truncate text-ink-faint text-sm">
          {[bank, mask ? `••${mask}` : null].filter(Boolean).join(' ')}
        </span>
        <span className="block text-ink-soft text-sm @md:hidden">{basis}</span>
      </TableCell>
      <TableCell hideBelow="sm" className="align-middle text-ink-soft text-sm">
        {basis}
      </TableCell>
      <TableCell numeric className="align-middle">
        <Amount minor={worthMinor} currency={currency} />
      </TableCell>
    </TableRow>
  );
}

/** What the words of the statement mean, for a reader who knows nothing of this app. */
function Grounds({ today }: { today: CivilDate }) {
  return (
    <p className="mt-10 max-w-prose text-ink-faint text-sm">
      What is from a bank was read through Plaid. An account ties out when its bank’s balance,
      compared again each day, is the one that its transactions add up to; the comparison is the
      latest one. What is stated by hand nobody has checked. Made with Plumbline on{' '}
      {formatCivilDate(today, '0001-01-01')}.
    </p>
  );
}
