'use client';

import { Bell } from 'lucide-react';
import { useId, useState } from 'react';
import { Button, IconButton } from '#components/ui/button';
import { Link } from '#components/ui/link';
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover';
import { TextLink } from '#components/ui/text-link';
import { toast } from '#components/ui/toast';
import { describeError } from '#lib/client/api';
import type { NotificationListDto, ReadInput } from '#lib/notifications/contract';
import { useNotifications } from '#lib/notifications/hooks';
import { NotificationRow } from './notification-row.tsx';

/** More would not fit; whoever has so many knows that there are many. */
const countLimit = 9;

/** How many notifications wait, and behind that the latest. */
export function NotificationBell({ fallback }: { fallback: NotificationListDto }) {
  const { notifications, unread, markRead } = useNotifications(fallback);
  const [open, setOpen] = useState(false);
  const titleId = useId();
  const mark = (input: ReadInput) => {
    markRead(input).catch((error: unknown) => {
      toast({ tone: 'danger', title: 'Not marked as read', description: describeError(error) });
    });
  };
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <IconButton label={describeCount(unread)} className="relative pointer-coarse:size-11">
          <Bell />
          {unread > 0 ? (
            <span
              aria-hidden="true"
              className="absolute top-0.5 right-0 grid h-4 min-w-4 place-items-center rounded-full bg-accent-fill px-1 font-semibold text-2xs text-accent-ink tabular-nums leading-none"
            >
              {unread > countLimit ? `${countLimit}+` : unread}
            </span>
          ) : null}
        </IconButton>
      </PopoverTrigger>
      <PopoverContent aria-labelledby={titleId}>
        <div className="flex min-h-12 items-center justify-between gap-4 border-line border-b px-4 py-1.5">
          <h2 id={titleId} className="font-semibold">
            Notifications
          </h2>
          {unread > 0 ? (
            <Button size="sm" variant="ghost" onClick={() => mark({})} className="-mr-2">
              Mark all read
            </Button>
          ) : null}
        </div>
        {notifications.length === 0 ? (
          <p className="px-4 py-6 text-ink-soft">
            Nothing yet. What stands out and what needs you is said here.
          </p>
        ) : (
          <ul className="min-h-0 flex-1 overflow-y-auto">
            {notifications.map((notification) => (
              <NotificationRow
                key={notification.id}
                notification={notification}
                onOpen={() => {
                  setOpen(false);
                  if (!notification.read) mark({ ids: [notification.id] });
                }}
              />
            ))}
          </ul>
        )}
        <p className="border-line border-t px-4 py-2.5 text-sm">
          <TextLink asChild>
            <Link href="/settings/notifications" onClick={() => setOpen(false)}>
              What to hear of, and where
            </Link>
          </TextLink>
        </p>
      </PopoverContent>
    </Popover>
  );
}

function describeCount(unread: number): string {
  return unread === 0 ? 'Notifications' : `Notifications: ${unread} unread`;
}
