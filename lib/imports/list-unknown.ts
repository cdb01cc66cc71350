import 'server-only';
import type { Named } from './find-named.ts';
import type { FileRow } from './to-rows.ts';

/** A category's name is no longer, see its contract. */
const categoryLength = 60;

export type Unknown = {
  /** By its name: what its rows come to together, in minor units. */
  categories: Map<string, number>;
  tags: string[];
};

/** What rows name that the household has nothing of, each name once whatever its case. */
export function listUnknown(rows: readonly FileRow[], named: Named): Unknown {
  const categories = new Map<string, { name: string; minor: number }>();
  const tags = new Map<string, string>();
  for (const row of rows) {
    const name = readCategory(row);
    if (name !== null && named.category(row.category) === null) {
      const known = categories.get(name.toLowerCase()) ?? { name, minor: 0 };
      known.minor += row.amountMinor;
      categories.set(name.toLowerCase(), known);
    }
    for (const tag of row.tags) {
      if (!named.tag(tag) && !tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag);
    }
  }
  const byName = [...categories.values()].map(({ name, minor }) => [name, minor] as const);
  return { categories: new Map(byName), tags: [...tags.values()] };
}

/** Of Quicken's `Food:Groceries` the last: what stands before it says what it is in. */
function readCategory({ category }: FileRow): string | null {
  return category?.split(':').at(-1)?.trim().slice(0, categoryLength) || null;
}
