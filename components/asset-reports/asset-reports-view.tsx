import { LinkBankButton } from '#components/items/link-bank-button';
import { GiveConsentButton } from '#components/items/link-buttons';
import { Callout } from '#components/ui/callout';
import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import type { AssetReportDto, ReportBankDto } from '#lib/asset-reports/contract';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import { NewReportForm } from './new-report-form.tsx';
import { ReportState } from './report-state.tsx';
import { nameReport } from './report-words.tsx';

/** What banks may make reports of, and those that were made. */
export function AssetReportsView({
  reports,
  banks,
  mayChange,
  today,
}: {
  reports: readonly AssetReportDto[];
  banks: readonly ReportBankDto[];
  mayChange: boolean;
  today: CivilDate;
}) {
  if (banks.length === 0 && reports.length === 0) {
    return (
      <EmptyState title="No bank to make a report of" actions={<LinkBankButton />}>
        An asset report is a document of Plaid’s that says what your accounts hold and held: for a
        landlord or a lender. It is made of banks that you linked yourself.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-12">
      {mayChange && banks.length > 0 ? <Making banks={banks} /> : null}
      {reports.length > 0 ? (
        <section aria-labelledby="reports">
          <SectionHeading id="reports">Your reports</SectionHeading>
          <ul>
            {reports.map((report) => (
              <ReportRow key={report.id} report={report} today={today} />
            ))}
          </ul>
          <p className="mt-3 max-w-prose text-ink-faint text-sm">
            Nobody else in the household sees them. Each is removed by itself after 90 days, here
            and at Plaid.
          </p>
        </section>
      ) : null}
    </div>
  );
}

function Making({ banks }: { banks: readonly ReportBankDto[] }) {
  const allowed = banks.filter(({ state }) => state === 'allowed');
  const asking = banks.filter(({ state }) => state === 'needs_consent');
  const without = banks.filter(({ state }) => state === 'unsupported');
  return (
    <section aria-labelledby="new">
      <SectionHeading id="new">New report</SectionHeading>
      <p className="max-w-prose py-3 text-ink-soft">
        Plaid makes a document of what your accounts hold, held on each day and took in and out, and
        of who owns them, for a landlord or a lender.
      </p>
      {allowed.length > 0 ? <NewReportForm banks={allowed} /> : null}
      {asking.length > 0 ? (
        <ul className="mt-4 flex flex-col gap-3">
          {asking.map(({ itemId, bank }) => (
            <li key={itemId}>
              <Callout action={<GiveConsentButton itemId={itemId} products={['assets']} />}>
                {bank} has not been told that it may make reports. Give permission, and it can be
                chosen.
              </Callout>
            </li>
          ))}
        </ul>
      ) : null}
      {without.map(({ itemId, bank }) => (
        <p key={itemId} className="mt-3 text-ink-soft text-sm">
          {bank} makes no reports through Plaid.
        </p>
      ))}
    </section>
  );
}

function ReportRow({ report, today }: { report: AssetReportDto; today: CivilDate }) {
  const { id, banks, createdAt, copies } = report;
  return (
    <li className="flex items-center gap-4 border-line border-b py-3 last:border-b-0">
      <span className="min-w-0 flex-1">
        <TextLink quiet asChild>
          <Link href={`/documents/asset-reports/${id}`} className="block truncate">
            {nameReport(report)}
          </Link>
        </TextLink>
        <span className="block truncate text-ink-faint text-sm">
          {formatCivilDate(createdAt.slice(0, 10), today, 'short')}, {banks.join(', ')}
          {copies.length > 0
            ? `, read by ${copies.length} ${copies.length === 1 ? 'other' : 'others'}`
            : null}
        </span>
      </span>
      <ReportState state={report.state} />
    </li>
  );
}
