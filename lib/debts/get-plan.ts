import 'server-only';
import type { CivilDate } from '#lib/dates/civil-date';
import type { Viewer } from '#lib/privacy/viewer';
import type { DebtDto, PlanDto, PlanQuery } from './contract.ts';
import { type Payoff, planPayoff } from './plan-payoff.ts';
import { listDebts } from './queries.ts';

/** So many bars are told apart. */
const courseLimit = 48;

/**
 * How the debts of a currency are paid off, with the one most of them are in; null where none can be planned with. A
 * debt takes part when it is known at what rate and by which payment it is owed.
 */
export async function getPlan(
  viewer: Viewer,
  { extra, order }: PlanQuery,
  today: CivilDate,
): Promise<PlanDto | null> {
  const owed = (await listDebts(viewer, today)).filter((debt) => (debt.owed?.minor ?? 0) > 0);
  const currency = findCurrency(owed);
  if (currency === null) return null;
  const why = (debt: DebtDto): PlanDto['leftOut'][number]['why'] | null => {
    if (debt.owed?.currency !== currency) return 'currency';
    if (debt.rate === null) return 'rate';
    return debt.terms?.payment ? null : 'payment';
  };
  const taking = owed.filter((debt) => why(debt) === null);
  const planned = taking.map(({ id, owed: sum, rate, terms }) => ({
    id,
    owedMinor: sum?.minor ?? 0,
    rate: rate ?? '0',
    paymentMinor: terms?.payment?.minor ?? 0,
  }));
  const plan = planPayoff(planned, { extraMinor: extra, order });
  const minimum = planPayoff(planned, { extraMinor: 0, order: 'minimum' });
  const byId = new Map(taking.map((debt) => [debt.id, debt]));
  return {
    currency,
    monthlyMinor: planned.reduce((sum, { paymentMinor }) => sum + paymentMinor, extra),
    plan: toSums(plan),
    minimum: toSums(minimum),
    debts: plan.debts
      .map(({ id, ...rest }) => {
        const { name = '', rate = null } = byId.get(id) ?? {};
        return { id, name, rate: rate ?? '0', ...rest };
      })
      .sort((a, b) => (a.months ?? Infinity) - (b.months ?? Infinity)),
    course: drawCourse(plan.leftMinor, minimum.leftMinor),
    leftOut: owed.flatMap((debt) => {
      const reason = why(debt);
      return reason ? [{ id: debt.id, name: debt.name, why: reason }] : [];
    }),
  };
}

function toSums({ months, interestMinor }: Payoff) {
  return { months, interestMinor };
}

/** Of those that can be planned with, the one most debts are in. */
function findCurrency(debts: readonly DebtDto[]): string | null {
  const able = debts.filter(({ rate, terms }) => rate !== null && terms?.payment);
  const groups = [...Map.groupBy(able, ({ owed }) => owed?.currency ?? null)];
  return groups.sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? null;
}

/** Every month of a short plan, every third or twelfth of a long one. */
function drawCourse(plan: readonly number[], minimum: readonly number[]): PlanDto['course'] {
  const months = Math.max(plan.length, minimum.length) - 1;
  const step = [1, 3].find((each) => months / each <= courseLimit) ?? 12;
  return Array.from({ length: Math.ceil(months / step) + 1 }, (_, index) => {
    const month = index * step;
    return { month, planMinor: plan[month] ?? 0, minimumMinor: minimum[month] ?? 0 };
  });
}
