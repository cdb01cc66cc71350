'use client';

import { useState } from 'react';
import type { SavedViewListDto } from '#lib/saved-views/contract';
import { useSavedViews } from '#lib/saved-views/hooks';
import { ChangeViewsDialog } from './change-views-dialog.tsx';
import { SaveViewDialog } from './save-view-dialog.tsx';
import { ViewRow } from './view-row.tsx';
import { ViewsMenu } from './views-menu.tsx';

/**
 * The person's views of a list, in two places of its page.
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
  const shared = { views, current, onOpen, onSave: () => setDialog('save') };
  const leave = () => setDialog(null);
  return {
    menu: (
      <>
        <ViewsMenu {...shared} onManage={() => setDialog('change')} />
        <SaveViewDialog open={dialog === 'save'} current={current} onLeave={leave} />
        <ChangeViewsDialog open={dialog === 'change'} views={views} onLeave={leave} />
      </>
    ),
    row: <ViewRow {...shared} />,
  };
}
