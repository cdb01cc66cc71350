import type { Route } from 'next';
import { Link } from '#components/ui/link';
import { RelativeTime } from '#components/ui/relative-time';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import { cn } from '#lib/cn';
import type { NotificationDto } from '#lib/notifications/contract';

/** One notification, as a way to where one can act on it. */
export function NotificationRow({
  notification: { title, body, href, createdAt, read },
  onOpen,
}: {
  notification: NotificationDto;
  onOpen: () => void;
}) {
  return (
    <li className="border-line border-b last:border-b-0">
      <Link
        href={href as Route}
        onClick={onOpen}
        className="grid grid-cols-[0.5rem_minmax(0,1fr)] gap-x-2.5 px-4 py-3 hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span
          aria-hidden="true"
          className={cn('mt-1.5 size-2 rounded-full', read ? '' : 'bg-accent-fill')}
        />
        <span className={read ? 'text-ink-soft' : undefined}>
          <span className={cn('block', read ? '' : 'font-medium')}>
            {read ? null : <VisuallyHidden>Unread: </VisuallyHidden>}
            {title}
          </span>
          <span className="block text-ink-soft text-sm">{body}</span>
          <span className="mt-0.5 block text-ink-faint text-xs">
            <RelativeTime iso={createdAt} />
          </span>
        </span>
      </Link>
    </li>
  );
}
