'use client';

import type { Route } from 'next';
import { useState } from 'react';
import { Link } from '#components/ui/link';
import { SearchInput } from '#components/ui/search-input';
import { SectionHeading } from '#components/ui/section-heading';
import type { OperationLineDto } from '#lib/openapi/contract';
import { MethodLabel } from './method-label.tsx';

type Group = { name: string; about: string };

/** Every address of the API in a line, found by any word of it. */
export function OperationIndex({
  groups,
  operations,
}: {
  groups: readonly Group[];
  operations: readonly OperationLineDto[];
}) {
  const [search, setSearch] = useState('');
  const found = operations.filter((each) => isFound(each, search));
  return (
    <>
      <SearchInput
        label="Search the API"
        placeholder="Search"
        shortcut="/"
        value={search}
        onValueChange={setSearch}
        className="mb-8 max-w-sm"
      />
      <p role="status" className={found.length > 0 ? 'sr-only' : 'text-ink-soft'}>
        {found.length > 0
          ? `${found.length} of ${operations.length}`
          : 'Nothing is called that. Search for a noun, an address or a scope.'}
      </p>
      <div className="flex flex-col gap-10">
        {groups.map((group) => (
          <GroupSection
            key={group.name}
            group={group}
            operations={found.filter((each) => each.group === group.name)}
          />
        ))}
      </div>
    </>
  );
}

function GroupSection({
  group: { name, about },
  operations,
}: {
  group: Group;
  operations: readonly OperationLineDto[];
}) {
  if (operations.length === 0) return null;
  return (
    <section aria-labelledby={name}>
      <SectionHeading id={name}>{about}</SectionHeading>
      <ul>
        {operations.map(({ id, method, path, summary }) => (
          <li key={id} className="border-line border-b last:border-b-0">
            <Link
              href={`/settings/api/reference/${name}#${id}` as Route}
              className="block py-2.5 hover:bg-hover"
            >
              <span className="flex items-baseline">
                <MethodLabel method={method} />
                <span className="min-w-0 break-words font-mono text-sm">{path}</span>
              </span>
              <span className="block text-ink-soft text-sm sm:pl-14">{summary}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function isFound({ method, path, summary, scope }: OperationLineDto, search: string): boolean {
  const text = `${method} ${path} ${summary} ${scope}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
