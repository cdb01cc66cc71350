import { Amount } from '#components/ui/amount';
import { Callout } from '#components/ui/callout';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { Figure } from '#components/ui/figure';
import { SectionHeading } from '#components/ui/section-heading';
import { type CivilDate, formatCivilDate } from '#lib/dates/civil-date';
import type { PayrollIncomeDto } from '#lib/income/contract';
import { paidWords } from './income-words.ts';
import { PayStub } from './pay-stub.tsx';

/** Where somebody works, what a usual month brings, and each document as figures. */
export function PayrollIncome({ income, today }: { income: PayrollIncomeDto; today: CivilDate }) {
  const { employments, pay, stubs, forms, missing } = income;
  return (
    <div className="flex flex-col gap-10 pt-6">
      {missing.map((each) => (
        <Callout key={each} tone="attention">
          {each}
        </Callout>
      ))}
      {pay.map(({ employer, cadence, gross, net }) => (
        <div key={employer}>
          <p className="pb-3 font-medium">
            {employer}
            <span className="font-normal text-ink-soft"> · {paidWords[cadence]}</span>
          </p>
          <div className="flex flex-wrap gap-x-16 gap-y-6">
            {net ? <Figure label="Paid out in a usual month" {...net} size="xl" /> : null}
            {gross ? <Figure label="Before deductions" {...gross} /> : null}
          </div>
        </div>
      ))}
      {employments.length > 0 ? <Employments employments={employments} today={today} /> : null}
      {stubs.length > 0 ? (
        <section aria-labelledby="stubs">
          <SectionHeading id="stubs" level={3} aside={String(stubs.length)}>
            Pay stubs
          </SectionHeading>
          <ul>
            {stubs.map((stub, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a stub has no name of its own.
              <PayStub key={`${stub.employer} ${stub.paidOn} ${index}`} stub={stub} today={today} />
            ))}
          </ul>
        </section>
      ) : null}
      {forms.map((form, index) => (
        <section
          // biome-ignore lint/suspicious/noArrayIndexKey: a form has no name of its own.
          key={`${form.kind} ${form.year} ${index}`}
          aria-label={`${form.kind} ${form.year}`}
        >
          <SectionHeading level={3} aside={form.year}>
            {[form.kind, form.payer].filter(Boolean).join(', ')}
          </SectionHeading>
          <DefinitionList>
            {form.boxes.map(({ name, minor }) => (
              <Definition key={name} term={name}>
                <Amount minor={minor} currency={form.currency} />
              </Definition>
            ))}
          </DefinitionList>
        </section>
      ))}
    </div>
  );
}

function Employments({
  employments,
  today,
}: {
  employments: PayrollIncomeDto['employments'];
  today: CivilDate;
}) {
  return (
    <section aria-labelledby="employment">
      <SectionHeading id="employment" level={3}>
        Employment
      </SectionHeading>
      <DefinitionList>
        {employments.map(({ employer, title, status, from, to }, index) => (
          <Definition
            // biome-ignore lint/suspicious/noArrayIndexKey: one may work twice at one employer.
            key={`${employer} ${index}`}
            term={employer}
            note={title}
          >
            {[
              status,
              from ? `since ${formatCivilDate(from, today, 'short')}` : null,
              to ? `until ${formatCivilDate(to, today, 'short')}` : null,
            ]
              .filter(Boolean)
              .join(', ') || 'Nothing more is said'}
          </Definition>
        ))}
      </DefinitionList>
    </section>
  );
}
