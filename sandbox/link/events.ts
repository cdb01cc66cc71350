import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../sandbox.ts';
import { announceEvents } from './announce.ts';
import type { LinkSession } from './session.ts';

export interface ReportedEvent {
  name: string;
  timestamp: string;
  metadata: Record<string, string | null>;
}

const maxEventsPerSession = 500;

/** Keeps what the frame reports, for `/link/token/get`; the last of it goes out as a webhook. */
export function recordEvents(
  sandbox: Sandbox,
  session: LinkSession,
  events: ReportedEvent[],
): void {
  const { sessionId } = session;
  sandbox.db.transaction(() => {
    const known =
      sandbox.db.get<{ total: number }>(
        'SELECT count(*) AS total FROM link_events WHERE link_session_id = ?',
        sessionId,
      )?.total ?? 0;
    for (const [index, event] of events.entries()) {
      if (known + index >= maxEventsPerSession) {
        return;
      }
      sandbox.db.run(
        'INSERT INTO link_events VALUES (?, ?, ?, ?, ?, ?)',
        randomUUID(),
        sessionId,
        known + index,
        event.name,
        event.timestamp,
        JSON.stringify(dropAbsent(event.metadata)),
      );
    }
    if (events.some(({ name }) => name === 'HANDOFF' || name === 'EXIT')) {
      announceEvents(sandbox, session);
    }
  });
}

/** The API names only what applies, unlike the callback; the session and the time are named elsewhere. */
function dropAbsent(metadata: Record<string, string | null>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(metadata)) {
    if (value !== null && name !== 'link_session_id' && name !== 'timestamp') {
      kept[name] = value;
    }
  }
  return kept;
}
