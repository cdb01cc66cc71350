import { CategorySettings } from '#components/categories/category-settings';
import { requireSession } from '#lib/auth/current-session';
import { getCategoryList, listMappings } from '#lib/categories/queries';
import { listTags } from '#lib/tags/queries';

export const metadata = { title: 'Categories & tags' };

export default async function CategoriesPage({ searchParams }: PageProps<'/settings/categories'>) {
  const session = await requireSession();
  const { householdId } = session;
  const { show } = await searchParams;
  const [categories, tags, mappings] = await Promise.all([
    getCategoryList(householdId),
    listTags(session),
    listMappings(householdId),
  ]);
  return (
    <CategorySettings
      tab={show === 'tags' || show === 'bank' ? show : 'categories'}
      categories={categories}
      tags={tags}
      mappings={mappings}
    />
  );
}
