'use client';

import { Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { offerUndo } from '#components/shell/undo';
import { TagSection } from '#components/tags/tag-section';
import { Button } from '#components/ui/button';
import { overlayOnDemand } from '#components/ui/on-demand';
import { PageHeader } from '#components/ui/page-header';
import { Tab, Tabs, TabsList, TabsPanel } from '#components/ui/tabs';
import { toast } from '#components/ui/toast';
import type {
  CategoryDto,
  CategoryListDto,
  CategoryPatch,
  MappingListDto,
} from '#lib/categories/contract';
import { useCategories, useCategoryActions, useMappings } from '#lib/categories/hooks';
import { describeError } from '#lib/client/api';
import type { TagListDto } from '#lib/tags/contract';
import type { CategorySubject } from './category-dialog.tsx';
import { type CategoryAction, rowId } from './category-row.tsx';
import { CategoryTree } from './category-tree.tsx';
import { MappingList } from './mapping-list.tsx';

const CategoryDialog = overlayOnDemand(
  () => import('./category-dialog.tsx').then((file) => file.CategoryDialog),
  ({ subject }) => subject !== null,
);

const MergeCategoryDialog = overlayOnDemand(
  () => import('./merge-category-dialog.tsx').then((file) => file.MergeCategoryDialog),
  ({ category }) => category !== null,
);

type CategoryTab = 'categories' | 'tags' | 'bank';

/** The household's categories and tags, and what the bank sorts where. */
export function CategorySettings({
  tab,
  categories: fallback,
  tags,
  mappings: mappingFallback,
}: {
  tab: CategoryTab;
  categories: CategoryListDto;
  tags: TagListDto;
  mappings: MappingListDto;
}) {
  const categories = useCategories(fallback) ?? fallback.items;
  const actions = useCategoryActions();
  const { mappings, set } = useMappings(mappingFallback);
  const mayChange = useMayChange();
  const router = useRouter();
  const [subject, setSubject] = useState<CategorySubject | null>(null);
  const [merging, setMerging] = useState<CategoryDto | null>(null);

  /** Undefined where nothing came of it, which it says itself. */
  const update = (category: CategoryDto, patch: CategoryPatch) =>
    actions.update(category.id, patch).catch((problem: unknown) => {
      toast({ tone: 'danger', title: 'Not saved', description: describeError(problem) });
    });
  const ask = (action: CategoryAction, category: CategoryDto) => {
    if (action === 'edit') setSubject({ category });
    else if (action === 'add') setSubject({ groupId: category.id });
    else if (action === 'merge') setMerging(category);
    else void archive(category);
  };
  const archive = async (category: CategoryDto) => {
    const archived = !category.archived;
    if (!(await update(category, { archived }))) return;
    offerUndo(
      archived ? `“${category.name}” is archived` : `“${category.name}” is offered again`,
      () => actions.update(category.id, { archived: !archived }),
    );
  };
  const place = async (category: CategoryDto, index: number) => {
    await update(category, { place: { groupId: category.groupId, index } });
    // A browser drops the focus of what it moves.
    requestAnimationFrame(() => document.getElementById(rowId(category.id))?.focus());
  };
  const merge = async (category: CategoryDto, into: CategoryDto) => {
    const undoStepId = await actions.merge(category.id, into.id);
    offerUndo(`“${category.name}” went into “${into.name}”`, () => actions.undoMerge(undoStepId));
  };

  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Categories & tags"
        description="What this household’s income and spending are sorted by."
        actions={
          mayChange && tab === 'categories' ? (
            <Button onClick={() => setSubject({ groupId: null })}>
              <Plus aria-hidden="true" />
              New group
            </Button>
          ) : null
        }
      />
      <Tabs
        value={tab}
        onValueChange={(next) =>
          router.replace(
            next === 'categories' ? '/settings/categories' : `/settings/categories?show=${next}`,
            { scroll: false },
          )
        }
      >
        <TabsList aria-label="Categories">
          <Tab value="categories">Categories</Tab>
          <Tab value="tags">Tags</Tab>
          <Tab value="bank">What the bank sorts where</Tab>
        </TabsList>
        <TabsPanel value="categories">
          <CategoryTree
            categories={categories}
            mayChange={mayChange}
            onAsk={ask}
            onPlace={(category, index) => void place(category, index)}
          />
        </TabsPanel>
        <TabsPanel value="tags">
          <TagSection fallback={tags} mayChange={mayChange} />
        </TabsPanel>
        <TabsPanel value="bank">
          <p className="mb-5 max-w-prose text-ink-soft">
            Each transaction comes with a category of the bank’s. Say here where it goes in yours:
            all that came so far moves along, but for what you sorted yourself.
          </p>
          <MappingList
            mappings={mappings}
            categories={categories}
            mayChange={mayChange}
            onSet={(input) =>
              void set(input).catch((problem: unknown) => {
                toast({ tone: 'danger', title: 'Not saved', description: describeError(problem) });
              })
            }
          />
        </TabsPanel>
      </Tabs>
      <CategoryDialog
        subject={subject}
        categories={categories}
        onLeave={() => setSubject(null)}
        onCreate={actions.create}
        onUpdate={actions.update}
      />
      <MergeCategoryDialog
        category={merging}
        categories={categories}
        onLeave={() => setMerging(null)}
        onMerge={merge}
      />
    </div>
  );
}
