import { LineChart } from '#components/charts/line-chart';
import { Figure } from '#components/ui/figure';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import type { CivilDate } from '#lib/dates/civil-date';
import type { GoalDetailDto } from '#lib/goals/contract';
import { ContributionList } from './contribution-list.tsx';
import { GoalActions } from './goal-actions.tsx';
import { GoalNotes, GoalProgress } from './goal-progress.tsx';

const stateWords = { open: null, completed: 'Completed', archived: 'Archived' } as const;

/** One goal: how far it is, how it came there, and what it is made of. */
export function GoalView({ goal, today }: { goal: GoalDetailDto; today: CivilDate }) {
  const { name, kind, currency, doneMinor, targetMinor, state, accounts, contributions } = goal;
  const { from, minor } = goal.course;
  const done = kind === 'pay_down' ? 'Paid off' : 'Saved';
  const hasCourse = minor.filter((each) => each !== null).length > 1;
  return (
    <div className="flex max-w-3xl flex-col gap-10">
      <PageHeader
        title={name}
        className="mb-0"
        back={
          <TextLink quiet asChild>
            <Link href="/goals">Goals</Link>
          </TextLink>
        }
        actions={<GoalActions goal={goal} today={today} />}
      />
      <section aria-label="How far it is">
        <Figure
          label={stateWords[state] ? `${done}, ${stateWords[state]?.toLowerCase()}` : done}
          minor={doneMinor}
          currency={currency}
          size="xl"
        />
        <div className="mt-4">
          <GoalProgress goal={goal} />
        </div>
        <GoalNotes goal={goal} today={today} />
      </section>
      {hasCourse ? (
        <section aria-labelledby="course">
          <LineChart
            label={`${done} over time`}
            from={from}
            today={today}
            currency={currency}
            size="sm"
            lines={[
              { label: kind === 'pay_down' ? 'Paid' : done, values: minor },
              { label: 'Goal', values: minor.map(() => targetMinor) },
            ]}
            heading={
              <SectionHeading id="course" ruled={false}>
                Over time
              </SectionHeading>
            }
          />
        </section>
      ) : null}
      {accounts.length === 0 ? null : (
        <section aria-labelledby="accounts">
          <SectionHeading id="accounts">
            {kind === 'pay_down' ? 'What is paid off' : 'Accounts that are all for it'}
          </SectionHeading>
          <ul>
            {accounts.map((account) => (
              <li key={account.id} className="border-line border-b py-2.5 last:border-b-0">
                <TextLink quiet asChild>
                  <Link href={`/accounts/${account.id}`}>{account.name}</Link>
                </TextLink>
              </li>
            ))}
          </ul>
        </section>
      )}
      {kind === 'pay_down' ? null : (
        <section aria-labelledby="set-aside">
          <SectionHeading id="set-aside">Set aside by hand</SectionHeading>
          {contributions.length === 0 ? (
            <p className="py-4 text-ink-soft">
              Nothing yet. Set money aside to count a part of an account, or what lies elsewhere.
            </p>
          ) : (
            <ContributionList goal={goal} today={today} />
          )}
        </section>
      )}
    </div>
  );
}
