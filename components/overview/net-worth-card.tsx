import { BalanceAge } from '#components/accounts/balance-age';
import { NetWorthFigures } from '#components/accounts/net-worth-figures';
import { NetWorthCourse } from '#components/net-worth/net-worth-course';
import type { AccountListDto } from '#lib/accounts/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import type { NetWorthDto } from '#lib/net-worth/contract';
import { CardSection } from './card-section.tsx';

/** Where do I stand: what all accounts come to, and how that went lately. */
export function NetWorthCard({
  accounts,
  worth,
  today,
}: {
  accounts: AccountListDto;
  worth: NetWorthDto;
  today: CivilDate;
}) {
  const isNone = accounts.netWorth.length === 0;
  const figures = isNone ? (
    <p className="text-ink-soft">No account counts yet.</p>
  ) : (
    <NetWorthFigures
      accounts={accounts}
      note={<BalanceAge accounts={accounts.items} />}
      today={today}
    />
  );
  return (
    <CardSection name="Net worth" link={{ href: '/net-worth', label: 'Over time' }}>
      <div className="pt-3">
        <NetWorthCourse worth={worth} today={today} figures={figures} />
      </div>
    </CardSection>
  );
}
