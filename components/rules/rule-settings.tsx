'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { useToday } from '#components/shell/today';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { overlayOnDemand } from '#components/ui/on-demand';
import { PageHeader } from '#components/ui/page-header';
import { toast } from '#components/ui/toast';
import type { AccountListDto } from '#lib/accounts/contract';
import type { CategoryListDto, MappingListDto } from '#lib/categories/contract';
import { useCategories } from '#lib/categories/hooks';
import { describeError } from '#lib/client/api';
import type { CivilDate } from '#lib/dates/civil-date';
import type { RuleDto, RuleListDto } from '#lib/rules/contract';
import { useRules } from '#lib/rules/hooks';
import type { TagListDto } from '#lib/tags/contract';
import { useTags } from '#lib/tags/hooks';
import { emptyDraft, toDraft } from './rule-draft.ts';
import { rowId } from './rule-link.tsx';
import { RuleList } from './rule-list.tsx';
import type { Names } from './rule-words.ts';
import { useSaveRule } from './use-save-rule.ts';

const RuleDialog = overlayOnDemand(
  () => import('./rule-dialog.tsx').then((file) => file.RuleDialog),
  ({ subject }) => subject !== null,
);

type Fallback = {
  rules: RuleListDto;
  categories: CategoryListDto;
  tags: TagListDto;
  mappings: MappingListDto;
  accounts: AccountListDto;
};

/** The household's rules in their order. */
export function RuleSettings({
  fallback,
  today: todayFallback,
}: {
  fallback: Fallback;
  today: CivilDate;
}) {
  const rules = useRules(fallback.rules);
  const categories = useCategories(fallback.categories) ?? [];
  const tags = useTags(fallback.tags) ?? [];
  const mappings = fallback.mappings.items;
  const accounts = fallback.accounts.items;
  const { save, setEnabled, place, remove } = useSaveRule();
  const mayChange = useMayChange();
  const today = useToday(todayFallback);
  /** The rule that is being changed, or a new one. */
  const [open, setOpen] = useState<RuleDto | 'new' | null>(null);
  const edited = open === 'new' ? null : open;

  const attempt = (work: Promise<unknown>) =>
    work.catch((problem: unknown) => {
      toast({ tone: 'danger', title: 'Not saved', description: describeError(problem) });
    });
  const moveTo = async (rule: RuleDto, index: number) => {
    await attempt(place(rule, index));
    // A browser drops the focus of what it moves.
    requestAnimationFrame(() => document.getElementById(rowId(rule.id))?.focus());
  };
  const names: Names = {
    account: (id) => accounts.find((each) => each.id === id)?.name,
    category: (id) => categories.find((each) => each.id === id)?.name,
    tag: (id) => tags.find((each) => each.id === id)?.name,
    code: (plaidCode) => mappings.find((each) => each.plaidCode === plaidCode)?.name,
  };
  const create = (
    <Button onClick={() => setOpen('new')}>
      <Plus aria-hidden="true" />
      New rule
    </Button>
  );

  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Rules"
        description="What becomes of every transaction of a kind, as soon as it comes."
        actions={mayChange && rules.length > 0 ? create : null}
      />
      {rules.length === 0 ? (
        <EmptyState drawing="settled" title="No rules yet" actions={mayChange ? create : null}>
          A rule sorts, names, tags or hides transactions by itself, also those that are here
          already. What you decide yourself always wins.
        </EmptyState>
      ) : (
        <>
          <RuleList
            rules={rules}
            names={names}
            mayChange={mayChange}
            onPlace={(rule, index) => void moveTo(rule, index)}
            onEdit={setOpen}
            onSwitch={(rule, enabled) => void attempt(setEnabled(rule, enabled))}
            onDelete={(rule) => void attempt(remove(rule))}
          />
          <p className="mt-4 max-w-prose text-ink-soft text-sm">
            They are asked from top to bottom. For each field the first rule that says something
            decides; tags add up. What somebody decided by hand stays.
          </p>
        </>
      )}
      <RuleDialog
        subject={
          open === null
            ? null
            : { ruleId: edited?.id ?? null, draft: edited ? toDraft(edited) : emptyDraft }
        }
        today={today}
        onLeave={() => setOpen(null)}
        onSave={(input) => save(edited, input)}
      />
    </div>
  );
}
