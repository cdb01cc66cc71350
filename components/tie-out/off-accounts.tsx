import { Callout } from '#components/ui/callout';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';
import type { AccountDto } from '#lib/accounts/contract';
import { formatCivilDate } from '#lib/dates/civil-date';
import { formatAmount } from '#lib/money/format-amount';

/** Accounts whose numbers do not tie out, named before anybody has to find them. */
export function OffAccounts({ accounts, today }: { accounts: AccountDto[]; today: string }) {
  const off = accounts.filter((account) => account.tieOut?.status === 'off');
  if (off.length === 0) return null;
  return (
    <Callout
      tone="attention"
      title={
        off.length === 1 ? 'One account does not tie out' : `${off.length} accounts do not tie out`
      }
      className="mb-8"
    >
      <ul>
        {off.map((account) => (
          <li key={account.id}>
            <TextLink asChild>
              <Link href={`/accounts/${account.id}`}>{account.name}</Link>
            </TextLink>{' '}
            <span data-amount="start">{describeOff(account, today)}</span>
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function describeOff({ tieOut }: AccountDto, today: string): string {
  if (!tieOut?.difference) return 'is off.';
  const { difference, partedOn } = tieOut;
  const amount = formatAmount(difference.minor, difference.currency, { sign: 'none' }).text;
  return `is off by ${amount}${partedOn ? ` since ${formatCivilDate(partedOn, today)}` : ''}.`;
}
