import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Definition, DefinitionList } from '#components/ui/definition-list';
import { Link } from '#components/ui/link';
import { RelativeTime } from '#components/ui/relative-time';
import { SectionHeading } from '#components/ui/section-heading';
import { TextLink } from '#components/ui/text-link';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import type { TodayDto } from '#lib/operator/contract';
import { describeOutcome } from './outcome-words.ts';
import { connectionWords, jobWords } from './state-words.ts';

/** The installation in figures, each group with the page that says more. */
export function TodayFigures({ today }: { today: TodayDto }) {
  return (
    <div className="grid gap-x-12 gap-y-10 md:grid-cols-2 xl:grid-cols-3">
      <Connections today={today} />
      <Jobs today={today} />
      <Webhooks today={today} />
      <Syncs today={today} />
      <Installation today={today} />
    </div>
  );
}

function Connections({ today: { connections, oldestSyncedAt } }: { today: TodayDto }) {
  const shown = connections.filter(({ state, count }) => count > 0 || state === 'current');
  return (
    <Group id="connections" title="Connections" href="/admin/connections">
      {shown.map(({ state, count }) => (
        <Definition key={state} term={connectionWords[state].label}>
          <Count count={count} />
        </Definition>
      ))}
      <Definition term="Longest not synced" note="Of those that nobody has to sign in for">
        <Time iso={oldestSyncedAt} />
      </Definition>
    </Group>
  );
}

function Jobs({ today: { jobs, workers } }: { today: TodayDto }) {
  return (
    <Group id="jobs" title="Jobs" href="/admin/jobs">
      {jobs.states.map(({ state, count }) => (
        <Definition key={state} term={jobWords[state].label}>
          <Count count={count} />
        </Definition>
      ))}
      <Definition term="Longest due">
        <Time iso={jobs.oldestDueAt} />
      </Definition>
      <Definition term="Workers alive">
        <Count count={workers} />
      </Definition>
    </Group>
  );
}

function Webhooks({ today: { webhooks } }: { today: TodayDto }) {
  return (
    <Group id="webhooks" title="Webhooks, the last day" href="/admin/webhooks">
      {webhooks.outcomes.length === 0 ? <Definition term="Received">0</Definition> : null}
      {webhooks.outcomes.map(({ outcome, count }) => (
        <Definition key={outcome} term={describeOutcome(outcome)}>
          <Count count={count} />
        </Definition>
      ))}
    </Group>
  );
}

const syncWords: Record<string, string> = {
  committed: 'Brought something',
  unchanged: 'Nothing new',
  failed: 'Failed',
  superseded: 'Left to another',
  running: 'Under way, or cut off',
};

function Syncs({ today: { syncs } }: { today: TodayDto }) {
  return (
    <Group id="syncs" title="Syncs, the last day">
      {syncs.length === 0 ? <Definition term="Begun">0</Definition> : null}
      {syncs.map(({ outcome, count }) => (
        <Definition key={outcome} term={syncWords[outcome] ?? outcome}>
          <Count count={count} />
        </Definition>
      ))}
    </Group>
  );
}

function Installation({ today: { installation, integrity } }: { today: TodayDto }) {
  const { version, node, postgres, migrations, missingMigrations } = installation;
  return (
    <Group id="installation" title="Installation" href="/admin/integrity">
      <Definition term="Books checked">
        {integrity ? <RelativeTime iso={integrity.at} /> : 'never from here'}
      </Definition>
      <Definition term="Plumbline">{version}</Definition>
      <Definition term="Node.js">{node}</Definition>
      <Definition term="PostgreSQL">{postgres}</Definition>
      <Definition term="Migrations">
        {migrations}
        {missingMigrations.length > 0 ? `, ${missingMigrations.length} missing` : ', all'}
      </Definition>
    </Group>
  );
}

function Group({
  id,
  title,
  href,
  children,
}: {
  id: string;
  title: string;
  href?: Route;
  children: ReactNode;
}) {
  return (
    <section aria-labelledby={id}>
      <SectionHeading
        id={id}
        aside={
          href ? (
            <TextLink asChild quiet>
              <Link href={href}>
                More <VisuallyHidden>about {title.toLowerCase()}</VisuallyHidden>
              </Link>
            </TextLink>
          ) : null
        }
      >
        {title}
      </SectionHeading>
      <DefinitionList>{children}</DefinitionList>
    </section>
  );
}

function Count({ count }: { count: number }) {
  return <span className="tabular-nums">{count.toLocaleString('en-US')}</span>;
}

function Time({ iso }: { iso: string | null }) {
  return iso ? <RelativeTime iso={iso} /> : <>–</>;
}
