'use client';

import { Merge, MoreHorizontal, Pencil, Plus, Tag as TagIcon, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { offerUndo } from '#components/shell/undo';
import { Button, IconButton } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '#components/ui/menu';
import { overlayOnDemand } from '#components/ui/on-demand';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { TagDto, TagListDto } from '#lib/tags/contract';
import { useTagActions, useTags } from '#lib/tags/hooks';

const MergeTagDialog = overlayOnDemand(
  () => import('./merge-tag-dialog.tsx').then((file) => file.MergeTagDialog),
  ({ tag }) => tag !== null,
);

const TagDialog = overlayOnDemand(
  () => import('./tag-dialog.tsx').then((file) => file.TagDialog),
  ({ tag }) => tag !== null,
);

/** The household's tags, and how many transactions have each. */
export function TagSection({ fallback, mayChange }: { fallback: TagListDto; mayChange: boolean }) {
  const tags = useTags(fallback) ?? [];
  const actions = useTagActions();
  /** The tag that is being named, or a new one. */
  const [named, setNamed] = useState<TagDto | 'new' | null>(null);
  const [merging, setMerging] = useState<TagDto | null>(null);

  const tell = (what: string, undoStepId: string) =>
    offerUndo(what, () => actions.takeBack(undoStepId));
  const remove = async (tag: TagDto) => {
    try {
      tell(`The tag “${tag.name}” is deleted`, await actions.remove(tag.id));
    } catch (problem) {
      toast({ tone: 'danger', title: 'Not deleted', description: describeError(problem) });
    }
  };
  const create = (
    <Button onClick={() => setNamed('new')}>
      <Plus aria-hidden="true" />
      New tag
    </Button>
  );
  return (
    <>
      {tags.length === 0 ? (
        <EmptyState drawing="settled" title="No tags yet" actions={mayChange ? create : null}>
          A tag holds together what categories do not: a trip, a project, what somebody owes you. A
          transaction can have several.
        </EmptyState>
      ) : (
        <>
          <ul>
            {tags.map((tag) => (
              <li
                key={tag.id}
                className="flex min-h-10 items-center gap-2.5 border-line border-b pointer-coarse:min-h-11"
              >
                <TagIcon aria-hidden="true" className="size-4 shrink-0 text-ink-faint" />
                <span className="min-w-0 flex-1 truncate">{tag.name}</span>
                <span className="shrink-0 text-ink-soft text-sm">
                  {tag.transactions === 1 ? '1 transaction' : `${tag.transactions} transactions`}
                </span>
                {mayChange ? (
                  <TagMenu
                    tag={tag}
                    isOnly={tags.length === 1}
                    onRename={() => setNamed(tag)}
                    onMerge={() => setMerging(tag)}
                    onDelete={() => void remove(tag)}
                  />
                ) : null}
              </li>
            ))}
          </ul>
          {mayChange ? <div className="mt-4">{create}</div> : null}
        </>
      )}
      <TagDialog
        tag={named}
        onLeave={() => setNamed(null)}
        onCreate={actions.create}
        onRename={actions.rename}
      />
      <MergeTagDialog
        tag={merging}
        tags={tags}
        onLeave={() => setMerging(null)}
        onMerge={async (tag, into) => {
          const undoStepId = await actions.merge(tag.id, into.id);
          tell(`“${tag.name}” went into “${into.name}”`, undoStepId);
        }}
      />
    </>
  );
}

function TagMenu({
  tag,
  isOnly,
  onRename,
  onMerge,
  onDelete,
}: {
  tag: TagDto;
  isOnly: boolean;
  onRename: () => void;
  onMerge: () => void;
  onDelete: () => void;
}) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton label={`More for ${tag.name}`} size="sm">
          <MoreHorizontal />
        </IconButton>
      </MenuTrigger>
      <MenuContent>
        <MenuItem icon={<Pencil />} onSelect={onRename}>
          Rename
        </MenuItem>
        <MenuItem icon={<Merge />} disabled={isOnly} onSelect={onMerge}>
          Merge into another
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} onSelect={onDelete}>
          Delete
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
