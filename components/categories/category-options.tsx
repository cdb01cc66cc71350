import type { CategoryDto } from '#lib/categories/contract';

/**
 * What a category is chosen from: each group with its categories. The archived are not offered.
 *
 * @param current  what is chosen now stays on offer
 */
export function toCategoryOptions(
  categories: readonly CategoryDto[],
  current: string | null = null,
) {
  const offered = categories.filter((each) => !each.archived || each.id === current);
  return categories
    .filter((each) => each.groupId === null)
    .flatMap((group) =>
      offered
        .filter((each) => each.id === group.id || each.groupId === group.id)
        .map(({ id, name }) => ({ value: id, label: name, group: group.name })),
    );
}
