import { kindOf } from '#components/accounts/account-labels';
import { LineChart } from '#components/charts/line-chart';
import { Amount } from '#components/ui/amount';
import { Callout } from '#components/ui/callout';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { SectionHeading } from '#components/ui/section-heading';
import type { AssetReportContentDto, ReportAccountDto } from '#lib/asset-reports/contract';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { LeaveOutButton } from './leave-out-button.tsx';

/** What the report says, bank by bank and account by account; first of all what it lacks. */
export function ReportContent({
  reportId,
  content: { banks, warnings, generatedAt },
  mayChange,
  today,
}: {
  reportId: string;
  content: AssetReportContentDto;
  mayChange: boolean;
  today: CivilDate;
}) {
  const accounts = banks.flatMap((each) => each.accounts);
  return (
    <div className="flex flex-col gap-10">
      {warnings.length > 0 ? (
        <Callout tone="attention" title="Not everything is in it">
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Callout>
      ) : null}
      {banks.map(({ bank, updatedAt, accounts: own }, index) => (
        // Two connections may be of one bank.
        // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes.
        <section key={index} aria-label={bank}>
          <SectionHeading
            aside={`As of ${formatCivilDate(updatedAt.slice(0, 10), today, 'short')}`}
          >
            {bank}
          </SectionHeading>
          {own.map((account) => (
            <Account key={account.key} account={account} today={today} />
          ))}
        </section>
      ))}
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        {mayChange && accounts.length > 1 ? (
          <LeaveOutButton
            reportId={reportId}
            accounts={accounts.map(({ key, name, mask }) => ({ key, name, mask }))}
          />
        ) : null}
        <p className="text-ink-faint text-sm">
          Made on {formatCivilDate(generatedAt.slice(0, 10), '0001-01-01')}. All transactions are in
          the PDF.
        </p>
      </div>
    </div>
  );
}

function Account({ account, today }: { account: ReportAccountDto; today: CivilDate }) {
  const { name, mask, group, subtype, owners, currency, currentMinor, availableMinor } = account;
  const { daysAvailable, history, transactions, latest } = account;
  const kind = kindOf({ subtype, group });
  return (
    <section
      aria-label={name}
      className="grid gap-x-12 gap-y-4 border-line border-b py-6 last:border-b-0 lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]"
    >
      <div>
        <h3 className="font-medium">{name}</h3>
        <p className="text-ink-faint text-sm">
          {kind}
          {mask ? ` ••${mask}` : null}
        </p>
        <DefinitionList className="mt-2">
          <Definition term="Balance">
            <Amount minor={currentMinor} currency={currency} />
          </Definition>
          {availableMinor === null ? null : (
            <Definition term="Available">
              <Amount minor={availableMinor} currency={currency} />
            </Definition>
          )}
          <Definition term="Owners">
            {owners.length > 0 ? owners.join(', ') : <span className="text-ink-faint">–</span>}
          </Definition>
          {daysAvailable > 0 ? (
            <Definition term="Reaches back">
              {daysAvailable === 1 ? '1 day' : `${daysAvailable} days`}
            </Definition>
          ) : null}
          {transactions > 0 ? (
            <Definition term="Transactions">{transactions.toLocaleString('en-US')}</Definition>
          ) : null}
        </DefinitionList>
      </div>
      <div className="min-w-0">
        {history && currency && history.minor.length > 1 ? (
          <LineChart
            label={`Balance of ${name}`}
            from={history.from}
            today={today}
            currency={currency}
            lines={[{ label: 'Balance', values: history.minor }]}
            size="sm"
          />
        ) : null}
        {latest.length > 0 ? <Latest rows={latest} of={transactions} today={today} /> : null}
      </div>
    </section>
  );
}

function Latest({
  rows,
  of,
  today,
}: {
  rows: ReportAccountDto['latest'];
  of: number;
  today: CivilDate;
}) {
  return (
    <details className="mt-4">
      <summary className="cursor-pointer rounded-sm text-ink-soft text-sm hover:text-ink">
        {rows.length < of ? `The latest ${rows.length} transactions` : 'All transactions'}
      </summary>
      <ul className="mt-2">
        {rows.map(({ date, words, amount, pending }, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes.
            key={index}
            className="flex items-baseline gap-4 border-line border-b py-2 last:border-b-0"
          >
            <span className="w-16 shrink-0 text-ink-faint text-sm">
              {formatCivilDate(date, today, 'short')}
            </span>
            <span className="min-w-0 flex-1 truncate">
              {words || '–'}
              {pending ? <span className="text-ink-faint"> (pending)</span> : null}
            </span>
            <Amount
              minor={amount?.minor ?? null}
              currency={amount?.currency ?? null}
              tone="money-in"
            />
          </li>
        ))}
      </ul>
    </details>
  );
}
