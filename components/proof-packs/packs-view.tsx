import { SectionHeading } from '#components/ui/section-heading';
import type { CivilDate } from '#lib/dates/civil-date';
import type { ProofPackDto } from '#lib/proof-packs/contract';
import { NewPackForm, type PackChoices } from './new-pack-form.tsx';
import { PackSection } from './pack-section.tsx';

/** Links by which others read one's documents: making one, and what became of those that were made. */
export function PacksView({
  packs,
  choices,
  mayChange,
  today,
}: {
  packs: readonly ProofPackDto[];
  choices: PackChoices;
  mayChange: boolean;
  today: CivilDate;
}) {
  return (
    <div className="flex flex-col gap-12">
      {mayChange ? (
        <section aria-labelledby="new">
          <SectionHeading id="new">New link</SectionHeading>
          <p className="max-w-prose py-3 text-ink-soft">
            Whoever has the link reads the documents you choose, and nothing else, until the day you
            choose or until you take it back. You see when they do.
          </p>
          <NewPackForm choices={choices} today={today} />
        </section>
      ) : null}
      {packs.length > 0 ? (
        <section aria-labelledby="links">
          <SectionHeading id="links">Your links</SectionHeading>
          <ul>
            {packs.map((pack) => (
              <PackSection key={pack.id} pack={pack} today={today} />
            ))}
          </ul>
          <p className="mt-3 max-w-prose text-ink-faint text-sm">
            Nobody else in the household sees them. What became of one is forgotten a month after it
            has ended.
          </p>
        </section>
      ) : null}
    </div>
  );
}
