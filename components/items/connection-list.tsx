'use client';

import { CalendarDays } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { useToday } from '#components/shell/today';
import { Button } from '#components/ui/button';
import { EmptyState } from '#components/ui/empty-state';
import { focusPage } from '#components/ui/focus-page';
import { PageHeader } from '#components/ui/page-header';
import type { ItemDto, ItemHistoryDto } from '#lib/items/contract';
import { useItemHistories, useItems } from '#lib/items/hooks';
import { Connection } from './connection.tsx';
import { LinkBankButton } from './link-buttons.tsx';

/** Every connection with its one honest state and its one next action. */
export function ConnectionList({
  fallback,
  histories: historiesFallback,
  today: todayFallback,
}: {
  fallback: ItemDto[];
  histories: ItemHistoryDto[];
  today: string;
}) {
  const { items } = useItems(fallback);
  const histories = useItemHistories(historiesFallback);
  const today = useToday(todayFallback);
  useFocusWhenRowsGo(items.length);
  if (items.length === 0) {
    return (
      <EmptyState level={1} title="No banks linked" actions={<LinkBankButton />} className="py-20">
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
            <Button variant="ghost" asChild>
              <Link href="/connections/calendar">
                <CalendarDays aria-hidden="true" />
                What comes up
              </Link>
            </Button>
            <LinkBankButton variant="secondary" />
          </>
        }
      />
      <ul className="border-line-strong border-t">
        {items.map((item) => (
          <Connection
            key={item.id}
            item={item}
            history={histories.find(({ itemId }) => itemId === item.id)}
            today={today}
          />
        ))}
      </ul>
    </div>
  );
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
