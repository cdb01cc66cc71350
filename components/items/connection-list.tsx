'use client';

import { EmptyState } from '#components/ui/empty-state';
import { PageHeader } from '#components/ui/page-header';
import type { ItemDto } from '#lib/items/contract';
import { useItems } from '#lib/items/hooks';
import { Connection } from './connection.tsx';
import { LinkBankButton } from './link-buttons.tsx';

/** Every connection with its one honest state and its one next action. */
export function ConnectionList({ fallback }: { fallback: ItemDto[] }) {
  const { items } = useItems(fallback);
  if (items.length === 0) {
    return (
      <EmptyState level={1} title="No banks linked" actions={<LinkBankButton />} className="py-20">
        Link a bank through Plaid. You sign in at your bank or in Plaid’s window; your password
        never reaches this app.
      </EmptyState>
    );
  }
  return (
    <>
      <PageHeader
        title="Connections"
        description="Your banks, and how current what we know of them is."
        actions={<LinkBankButton />}
      />
      <ul className="max-w-3xl border-line-strong border-t">
        {items.map((item) => (
          <Connection key={item.id} item={item} />
        ))}
      </ul>
    </>
  );
}
