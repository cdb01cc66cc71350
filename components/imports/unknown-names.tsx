'use client';

import { CheckChoice } from '#components/ui/check-choice';
import { SectionHeading } from '#components/ui/section-heading';
import type { ApplyInput, ImportPreview } from '#lib/imports/contract';

type Made = ApplyInput['make'][number];

/** Offers to make the categories and tags that a file names and the household does not have. */
export function UnknownNames({
  unknown,
  make,
  onMakeChange,
}: {
  unknown: ImportPreview['unknown'];
  make: readonly Made[];
  onMakeChange: (make: Made[]) => void;
}) {
  const kinds = (['categories', 'tags'] as const).filter((kind) => unknown[kind].count > 0);
  if (kinds.length === 0) return null;
  return (
    <section aria-labelledby="unknown" className="flex flex-col gap-2">
      <SectionHeading id="unknown">Not here yet</SectionHeading>
      {kinds.map((kind) => (
        <CheckChoice
          key={kind}
          label={`Make ${describe(kind, unknown[kind].count)}`}
          hint={`${list(unknown[kind])}. ${otherwise[kind]}`}
          checked={make.includes(kind)}
          onCheckedChange={(checked) =>
            onMakeChange([...make.filter((each) => each !== kind), ...(checked ? [kind] : [])])
          }
        />
      ))}
    </section>
  );
}

const words = {
  categories: ['the category', 'categories'],
  tags: ['the tag', 'tags'],
} as const;

const otherwise: Record<Made, string> = {
  categories: 'Otherwise their transactions come without a category.',
  tags: 'Otherwise their transactions come without them.',
};

function describe(kind: Made, count: number): string {
  const [one, many] = words[kind];
  return count === 1
    ? `${one} that is missing`
    : `the ${count.toLocaleString('en-US')} ${many} that are missing`;
}

function list({ names, count }: ImportPreview['unknown']['tags']): string {
  const more = count - names.length;
  return more > 0
    ? `${names.join(', ')} and ${more.toLocaleString('en-US')} more`
    : names.join(', ');
}
