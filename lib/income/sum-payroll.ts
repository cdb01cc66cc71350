import 'server-only';
import type { ProviderPart, ProviderPayStub } from '#lib/plaid/payroll-income';
import type { PayrollContent } from './content.ts';
import type { EmploymentDto, PayPartDto, PayrollIncomeDto, PayStubDto } from './contract.ts';
import type { OwnRow, Payment } from './match-payments.ts';
import { readCadence, reckonMonthly } from './monthly-pay.ts';

/** What each stub says was paid out, in the order in which `sumPayroll` takes what was found of it. */
export function listPaidOut({ payrolls }: PayrollContent): (Payment | null)[] {
  return listStubs(payrolls).map(({ paidOn, netMinor, currency }) =>
    paidOn === null || netMinor === null
      ? null
      : { on: paidOn, minor: netMinor, currency, mask: null },
  );
}

/**
 * Pure: what who pays somebody says of it.
 *
 * @param found  of each stub, the row by which it was paid
 */
export function sumPayroll(
  { payrolls, employments, noEmployments }: PayrollContent,
  found: readonly (OwnRow | null)[],
): PayrollIncomeDto {
  const stubs = listStubs(payrolls);
  const unread = payrolls.filter(({ status }) => status === 'FAILED').length;
  const pending = payrolls.some(
    ({ status }) => status === 'PROCESSING' || status === 'APPROVAL_STATUS_PENDING',
  );
  return {
    employments: employments.map(toEmployment),
    pay: listPay(stubs),
    stubs: stubs.map((stub, index) => toStub(stub, found[index]?.id ?? null)),
    forms: payrolls.flatMap(({ forms }) => forms),
    missing: [
      ...(pending ? ['Plaid is still reading some of it; that appears here by itself.'] : []),
      ...(unread > 0
        ? [
            'Something that you shared could not be read. Share it once more, as a PDF or a clear photo.',
          ]
        : []),
      ...(noEmployments && noEmployments !== 'EMPLOYMENT_NOT_FOUND'
        ? ['Plaid could not say where you work. Your pay is not touched by that.']
        : []),
    ],
  };
}

function listStubs(payrolls: PayrollContent['payrolls']): ProviderPayStub[] {
  const dayOf = ({ paidOn, to }: ProviderPayStub) => paidOn ?? to ?? '';
  return payrolls
    .flatMap(({ stubs }) => stubs)
    .toSorted((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : 0));
}

function toEmployment(each: PayrollContent['employments'][number]): EmploymentDto {
  const { employer, title, from, to, status, kind } = each;
  const words = [statusWords[status ?? ''], kindWords[kind ?? '']].filter(Boolean).join(', ');
  return { employer: employer ?? 'Unnamed employer', title, from, to, status: words || null };
}

const statusWords: Record<string, string> = { ACTIVE: 'Employed', INACTIVE: 'Ended' };
const kindWords: Record<string, string> = {
  FULL_TIME: 'full time',
  PART_TIME: 'part time',
  CONTRACTOR: 'contractor',
};

function listPay(stubs: readonly ProviderPayStub[]): PayrollIncomeDto['pay'] {
  const byEmployer = Map.groupBy(stubs, ({ employer }) => employer ?? 'Unnamed employer');
  return [...byEmployer].flatMap(([employer, theirs]) => {
    const [latest] = theirs;
    if (!latest) return [];
    const { currency } = latest;
    const cadence = readCadence(latest.frequency);
    const alike = theirs.filter((stub) => stub.currency === currency).toReversed();
    const monthly = (minors: (number | null)[]) => {
      const minor = reckonMonthly(
        minors.filter((each) => each !== null),
        cadence,
      );
      return minor === null ? null : { minor, currency };
    };
    return [
      {
        employer,
        cadence,
        gross: monthly(alike.map(({ grossMinor }) => grossMinor)),
        net: monthly(alike.map(({ netMinor }) => netMinor)),
      },
    ];
  });
}

function toStub(stub: ProviderPayStub, transactionId: string | null): PayStubDto {
  const { grossMinor, deductedMinor, netMinor, frequency: _, ...rest } = stub;
  const off =
    grossMinor === null || deductedMinor === null || netMinor === null
      ? 0
      : grossMinor - deductedMinor - netMinor;
  return {
    ...rest,
    grossMinor,
    deductedMinor,
    netMinor,
    earnings: stub.earnings.map(toPart),
    deductions: stub.deductions.map(toPart),
    offMinor: off === 0 ? null : off,
    transactionId,
  };
}

function toPart({ name, minor, yearMinor, hours, rate }: ProviderPart): PayPartDto {
  const note = hours === null ? null : `${hours} hours${rate === null ? '' : ` at ${rate}`}`;
  return { name: name ?? 'Unnamed', minor, yearMinor, note };
}
