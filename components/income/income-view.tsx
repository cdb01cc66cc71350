import { Callout } from '#components/ui/callout';
import { SectionHeading } from '#components/ui/section-heading';
import type { CivilDate } from '#lib/dates/civil-date';
import type { IncomeDto, IncomeStateDto } from '#lib/income/contract';
import type { IncomeSource } from '#lib/income/limits';
import { BankIncome } from './bank-income.tsx';
import { KeepIncome } from './keep-income.tsx';
import { PayrollIncome } from './payroll-income.tsx';
import { ReadAgainButton, SaveReportButton, ShareIncomeButton } from './share-buttons.tsx';

/** A person's own income, by where it was read; nobody else is ever shown it. */
export function IncomeView({ income, today }: { income: IncomeDto; today: CivilDate }) {
  const { bank, payroll, endsAt } = income;
  return (
    <div className="flex flex-col gap-12">
      <p className="max-w-prose text-ink-soft">
        Only you see this page: no other member of your household does. Plaid reads your income over
        a connection of its own, which ends, here and at Plaid, when you say so below.
      </p>
      <section aria-labelledby="bank-income">
        <SectionHeading id="bank-income" aside={<Actions source="bank" state={bank} />}>
          What arrives at your bank
        </SectionHeading>
        <Told state={bank} source="bank" />
        {bank.income ? <BankIncome income={bank.income} today={today} /> : null}
      </section>
      <section aria-labelledby="payroll-income">
        <SectionHeading id="payroll-income" aside={<Actions source="payroll" state={payroll} />}>
          What your employer says
        </SectionHeading>
        <Told state={payroll} source="payroll" />
        {payroll.income ? <PayrollIncome income={payroll.income} today={today} /> : null}
      </section>
      {endsAt ? <KeepIncome endsAt={endsAt} today={today} /> : null}
    </div>
  );
}

function Actions({ source, state }: { source: IncomeSource; state: IncomeStateDto }) {
  if (state.state === 'not_asked' || state.state === 'unsupported') return null;
  if (state.readAt === null)
    return state.state === 'waiting' ? null : <ShareIncomeButton source={source} />;
  return (
    <div className="flex flex-wrap justify-end gap-2">
      {source === 'bank' ? <SaveReportButton /> : <ReadAgainButton source="payroll" />}
      <ShareIncomeButton source={source} again />
    </div>
  );
}

/** How far it is, in a sentence; before anything was asked for, what would be shared. */
function Told({ state: { state, text }, source }: { state: IncomeStateDto; source: IncomeSource }) {
  if (state === 'not_asked') {
    return (
      <div className="flex flex-col items-start gap-4 py-4">
        <p className="max-w-prose text-ink-soft">{offers[source]}</p>
        <ShareIncomeButton source={source} />
      </div>
    );
  }
  if (text === null) return null;
  const tone = state === 'failed' ? 'attention' : 'info';
  return (
    <div aria-live="polite" className="py-4">
      <Callout tone={tone} title={titles[state]}>
        {text}
      </Callout>
    </div>
  );
}

const titles: Record<IncomeStateDto['state'], string | undefined> = {
  not_asked: undefined,
  ready: 'It changed',
  waiting: 'It is being read',
  none: 'No income found',
  unsupported: 'Not offered here',
  failed: 'It could not be read',
};

const offers: Record<IncomeSource, string> = {
  bank: 'Who pays you, how often and how much, from a year of deposits: for a landlord, a lender, or yourself. You choose the bank and its accounts, and you may share a bank that is not linked here. At a few banks (Chase, PNC, Navy Federal, Schwab) this can end a connection you already have; then sign in to that one again.',
  payroll:
    'Pay stubs and W-2s as figures, and where you work: read at the company that runs your payroll, or from documents that you hand in. What is kept here is figures and the names of employers: no address, no tax number.',
};
