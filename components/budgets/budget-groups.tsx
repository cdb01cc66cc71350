import { SectionHeading } from '#components/ui/section-heading';
import type { BudgetDto, BudgetGroupDto } from '#lib/budgets/contract';
import type { CivilDate } from '#lib/dates/civil-date';
import { PlannedRow } from './planned-row.tsx';

/** Plan by plan, under their groups. */
export function BudgetGroups({ budget, today }: { budget: BudgetDto; today: CivilDate }) {
  return (
    <div className="flex flex-col gap-8">
      {budget.groups.map((group, index) => (
        <GroupSection
          key={group.whole?.categoryId ?? group.lines[0]?.categoryId}
          id={`group-${index}`}
          group={group}
          budget={budget}
          today={today}
        />
      ))}
    </div>
  );
}

function GroupSection({
  id,
  group: { name, whole, lines },
  budget,
  today,
}: {
  id: string;
  group: BudgetGroupDto;
  budget: BudgetDto;
  today: CivilDate;
}) {
  return (
    <section aria-labelledby={id}>
      <SectionHeading id={id} level={3}>
        {name}
      </SectionHeading>
      <ul>
        {whole ? <PlannedRow line={whole} label="All of it" budget={budget} today={today} /> : null}
        {lines.map((line) => (
          <PlannedRow
            key={line.categoryId}
            line={line}
            budget={budget}
            today={today}
            isWithin={whole !== null}
          />
        ))}
      </ul>
    </section>
  );
}
