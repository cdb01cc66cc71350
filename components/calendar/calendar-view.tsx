'use client';

import { useToday } from '#components/shell/today';
import { EmptyState } from '#components/ui/empty-state';
import { Link } from '#components/ui/link';
import { Monogram } from '#components/ui/monogram';
import { PageHeader } from '#components/ui/page-header';
import { RelativeTime } from '#components/ui/relative-time';
import { StatusPill } from '#components/ui/status-pill';
import { TextLink } from '#components/ui/text-link';
import type { CalendarDto, OutlookDto } from '#lib/calendar/contract';
import { useCalendar } from '#lib/calendar/hooks';
import { FeedSection } from './feed-section.tsx';
import { describeEnd, describeGap, describeLag, describeNext } from './outlook-words.ts';

/** What comes up for each connection: when its access ends, and when its bank will bring something. */
export function CalendarView({
  fallback,
  today: todayFallback,
}: {
  fallback: CalendarDto;
  today: string;
}) {
  const { calendar, createFeed, deleteFeed } = useCalendar(fallback);
  const today = useToday(todayFallback);
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="What comes up"
        description="When access to your banks ends, and when they usually bring something new."
        back={
          <TextLink asChild>
            <Link href="/connections">Connections</Link>
          </TextLink>
        }
      />
      {calendar.items.length === 0 ? (
        <EmptyState title="No banks linked">Once one is, its dates stand here.</EmptyState>
      ) : (
        <ul className="border-line-strong border-t">
          {calendar.items.map((outlook) => (
            <Outlook key={outlook.itemId} outlook={outlook} today={today} />
          ))}
        </ul>
      )}
      <FeedSection feed={calendar.feed} onCreate={createFeed} onDelete={deleteFeed} />
    </div>
  );
}

function Outlook({ outlook, today }: { outlook: OutlookDto; today: string }) {
  const { institution, endsAt, rhythm } = outlook;
  const end = describeEnd(endsAt, today);
  return (
    <li className="flex items-start gap-4 border-line border-b py-5">
      <Monogram name={institution.name} colour={institution.color} size="lg" />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="font-semibold text-md">{institution.name}</h2>
          {end.soon ? <StatusPill tone="warning">{end.soon}</StatusPill> : null}
        </div>
        <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1">
          <dt className="text-ink-soft">Access</dt>
          <dd>{end.text}</dd>
          <dt className="text-ink-soft">Last news</dt>
          <dd>
            {rhythm.lastAt ? <RelativeTime iso={rhythm.lastAt} /> : 'Only its history so far'}
          </dd>
          <dt className="text-ink-soft">Next news</dt>
          <dd>{describeNext(rhythm)}</dd>
          <dt className="text-ink-soft">Usually</dt>
          <dd>
            {describeGap(rhythm)}
            {describeLag(rhythm)}
          </dd>
        </dl>
      </div>
    </li>
  );
}
