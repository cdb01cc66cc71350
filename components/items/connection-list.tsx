'use client';

import { CalendarDays } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useMayChange } from '#components/members/membership';
import { RelinkCallouts } from '#components/relinks/relink-callouts';
import { RelinkDialog } from '#components/relinks/relink-dialog';
import { useToday } from '#components/shell/today';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { focusPage } from '#components/ui/focus-page';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import type { ItemDto, ItemHistoryDto } from '#lib/items/contract';
import { useItemHistories, useItems } from '#lib/items/hooks';
import type { RelinkListDto, RelinkSuggestionDto } from '#lib/relinks/contract';
import { useRelinks } from '#lib/relinks/hooks';
import { Connection } from './connection.tsx';
import { LinkBankButton } from './link-bank-button.tsx';
import { LinkNumbersButton } from './link-buttons.tsx';

/** Every connection with its one honest state and its one next action. */
export function ConnectionList({
  fallback,
  histories: historiesFallback,
  relinks: relinksFallback,
  today: todayFallback,
}: {
  fallback: ItemDto[];
  histories: ItemHistoryDto[];
  relinks: RelinkListDto;
  today: string;
}) {
  const histories = useItemHistories(historiesFallback);
  const items = useItems(fallback).items.filter((item) => !isEmptied(item, histories));
  const relinks = useRelinks(relinksFallback);
  const [moving, setMoving] = useState<RelinkSuggestionDto | null>(null);
  const today = useToday(todayFallback);
  const mayChange = useMayChange();
  useFocusWhenRowsGo(items.length);
  if (items.length === 0) {
    return (
      <EmptyState
        level={1}
        title="No banks linked"
        actions={
          <>
            <LinkBankButton />
            <LinkNumbersButton variant="secondary" />
          </>
        }
        className="py-20"
      >
        Link a bank through Plaid. You sign in at your bank or in Plaid’s window; your password
        never reaches this app.
      </EmptyState>
    );
  }
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Connections"
        description="Your banks, and how current what we know of them is."
        actions={
          <>
            <Button variant="ghost" asChild className="max-sm:-ml-3.5 max-sm:pointer-coarse:-ml-4">
              <Link href="/connections/calendar">
                <CalendarDays aria-hidden="true" />
                What comes up
              </Link>
            </Button>
            <LinkBankButton variant="secondary" />
          </>
        }
      />
      {mayChange ? <RelinkCallouts relinks={relinks} onPreview={setMoving} /> : null}
      <ul className="border-line-strong border-t">
        {items.map((item) => {
          const suggestion = relinks.suggestions.find(({ fromItemId }) => fromItemId === item.id);
          return (
            <Connection
              key={item.id}
              item={item}
              history={histories.find(({ itemId }) => itemId === item.id)}
              today={today}
              moved={relinks.items.filter(({ toItemId }) => toItemId === item.id)}
              onMoveHistory={suggestion ? () => setMoving(suggestion) : null}
            />
          );
        })}
      </ul>
      {mayChange ? (
        <div className="mt-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p className="max-w-prose text-ink-soft text-sm">
            A bank that Plaid does not find can still be paid from and into: by an account’s
            numbers, proven by a small deposit.
          </p>
          <LinkNumbersButton variant="secondary" />
        </div>
      ) : null}
      {moving ? (
        <RelinkDialog suggestion={moving} today={today} onClose={() => setMoving(null)} />
      ) : null}
    </div>
  );
}

/** Disconnected, and its history went to another: nothing is left to show of it. */
function isEmptied({ id, state, accountCount }: ItemDto, histories: ItemHistoryDto[]): boolean {
  if (state.name !== 'removed' || accountCount > 0) return false;
  return histories.every(({ itemId }) => itemId !== id);
}

/** A row that is deleted takes the focus with it; the keyboard would begin the page anew. */
function useFocusWhenRowsGo(count: number): void {
  const before = useRef(count);
  useEffect(() => {
    const isLess = count < before.current;
    before.current = count;
    if (isLess && document.activeElement === document.body) focusPage();
  }, [count]);
}
