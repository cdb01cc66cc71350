import { BudgetView } from '#components/budgets/budget-view';
import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { budgetQuery } from '#lib/budgets/contract';
import { getBudget } from '#lib/budgets/queries';

export const metadata = { title: 'Budgets' };

export default async function BudgetsPage({ searchParams }: PageProps<'/budgets'>) {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const asked = budgetQuery.safeParse({ on: (await searchParams).on });
  const budget = await getBudget(session, asked.data?.on ?? today);
  return (
    <>
      <LiveRefresh topics={['budgets', 'transactions', 'categories']} />
      <BudgetView budget={budget} today={today} />
    </>
  );
}
