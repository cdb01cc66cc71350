import { Button } from '#components/ui/button';
import { RelativeTime } from '#components/ui/relative-time';
import { StatusPill } from '#components/ui/status-pill';
import { VisuallyHidden } from '#components/ui/visually-hidden';
import type { SessionDto } from '#lib/sessions/contract';

export function SessionRow({ session, onEnd }: { session: SessionDto; onEnd: () => void }) {
  const { device, peer, startedAt, lastSeenAt, current } = session;
  return (
    <li className="flex items-center justify-between gap-4 border-line border-b py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2">
          {device}
          {current ? <StatusPill tone="positive">This browser</StatusPill> : null}
        </p>
        <p className="text-ink-soft text-sm">
          {peer ? `${peer} · ` : ''}
          signed in <RelativeTime iso={startedAt} />
          {current ? null : (
            <>
              {' · '}last seen <RelativeTime iso={lastSeenAt} />
            </>
          )}
        </p>
      </div>
      {current ? null : (
        <Button size="sm" onClick={onEnd} className="shrink-0">
          Sign out<VisuallyHidden> {device}</VisuallyHidden>
        </Button>
      )}
    </li>
  );
}
