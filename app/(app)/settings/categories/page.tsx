import { CategorySettings } from '#components/categories/category-settings';
import { requireSession } from '#lib/auth/current-session';
import { getCategoryList, listMappings } from '#lib/categories/queries';

export const metadata = { title: 'Categories' };

export default async function CategoriesPage({ searchParams }: PageProps<'/settings/categories'>) {
  const { householdId } = await requireSession();
  const { show } = await searchParams;
  const [categories, mappings] = await Promise.all([
    getCategoryList(householdId),
    listMappings(householdId),
  ]);
  return (
    <CategorySettings
      tab={show === 'bank' ? 'bank' : 'categories'}
      categories={categories}
      mappings={mappings}
    />
  );
}
