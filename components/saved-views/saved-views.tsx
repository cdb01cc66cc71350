'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button';
import { overlayOnDemand } from '#components/ui/on-demand';
import type { SavedViewListDto } from '#lib/saved-views/contract';
import { useSavedViews } from '#lib/saved-views/hooks';
import { ViewRow } from './view-row.tsx';
import { ViewsMenu } from './views-menu.tsx';

const SaveViewDialog = overlayOnDemand(
  () => import('./save-view-dialog.tsx').then((file) => file.SaveViewDialog),
  ({ open }) => open,
);

const ChangeViewsDialog = overlayOnDemand(
  () => import('./change-views-dialog.tsx').then((file) => file.ChangeViewsDialog),
  ({ open }) => open,
);

/**
 * The person's views of a list, for the places of its page: a menu, a row, and a button that keeps what
 * the list shows, where it is no view yet.
 *
 * @param current  what the list shows, as its URL writes it
 */
export function useViewsOf({
  fallback,
  current,
  onOpen,
}: {
  fallback: SavedViewListDto;
  current: string;
  onOpen: (query: string) => void;
}) {
  const views = useSavedViews(fallback) ?? fallback.items;
  const [dialog, setDialog] = useState<'save' | 'change' | null>(null);
  const save = () => setDialog('save');
  const isNew = current !== '' && !views.some(({ query }) => query === current);
  const leave = () => setDialog(null);
  return {
    menu: (
      <>
        <ViewsMenu
          views={views}
          current={current}
          onOpen={onOpen}
          onSave={isNew ? save : null}
          onManage={() => setDialog('change')}
        />
        <SaveViewDialog open={dialog === 'save'} current={current} onLeave={leave} />
        <ChangeViewsDialog open={dialog === 'change'} views={views} onLeave={leave} />
      </>
    ),
    row: <ViewRow views={views} current={current} onOpen={onOpen} />,
    saveButton: isNew ? (
      <Button variant="ghost" size="sm" onClick={save}>
        Save this view
      </Button>
    ) : null,
  };
}
