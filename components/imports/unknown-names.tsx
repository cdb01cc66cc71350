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
          {...describe(kind, unknown[kind])}
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
  categories: ['category', 'categories', 'a category'],
  tags: ['tag', 'tags', 'them'],
} as const;

function describe(kind: Made, { names, count }: ImportPreview['unknown'][Made]) {
  const [one, many, without] = words[kind];
  if (count === 1) {
    return {
      label: `Make the ${one} “${names[0]}”`,
      hint: 'Otherwise its transactions come without it.',
    };
  }
  const more = count - names.length;
  const list = names.join(', ') + (more > 0 ? ` and ${more.toLocaleString('en-US')} more` : '');
  return {
    label: `Make ${count.toLocaleString('en-US')} ${many}`,
    hint: `${list}. Otherwise their transactions come without ${without}.`,
  };
}
