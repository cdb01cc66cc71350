import 'server-only';
import { z } from 'zod';
import { listen } from '#lib/db/listen';
import { env, requireEnv } from '#lib/env';
import type { Viewer } from '#lib/privacy/viewer';
import { type LiveTopic, liveTopics } from './contract.ts';
import { liveChannel } from './publish.ts';

const notification = z.union([
  z.object({
    householdId: z.uuid(),
    topics: z.array(z.enum(liveTopics)),
    /** Null: all of them. */
    members: z.array(z.uuid()).nullable(),
  }),
  z.object({ userId: z.uuid() }),
]);

type Listener = {
  viewer: Viewer & { userId: string };
  /** After every commit that concerns the viewer, with what to read again. */
  onTopics: (topics: LiveTopic[]) => void;
  /** A session of the person ended, perhaps the listener's. */
  onSessionsEnded: () => void;
};
/** Listeners by whom a notification may name: households and people. */
type Hub = Map<string, Set<Listener>>;

// On globalThis because the development server evaluates modules again at each change.
const holder = globalThis as { plumblineHub?: Hub };

/**
 * Tells a listener what commits of any process say. All listeners of the process share one database
 * connection.
 *
 * @returns stops it
 */
export function subscribe(listener: Listener): () => void {
  const hub = openHub();
  const ids = [listener.viewer.householdId, listener.viewer.userId];
  for (const id of ids) hub.set(id, (hub.get(id) ?? new Set()).add(listener));
  return () => {
    for (const id of ids) {
      const listeners = hub.get(id);
      listeners?.delete(listener);
      if (listeners?.size === 0) hub.delete(id);
    }
  };
}

function openHub(): Hub {
  if (holder.plumblineHub) return holder.plumblineHub;
  const hub: Hub = new Map();
  holder.plumblineHub = hub;
  const url = env().DIRECT_DATABASE_URL ?? requireEnv('DATABASE_URL');
  listen(
    url,
    liveChannel,
    (payload) => {
      const parsed = notification.safeParse(JSON.parse(payload));
      if (parsed.success) tell(hub, parsed.data);
    },
    () => {
      for (const listener of new Set([...hub.values()].flatMap((each) => [...each]))) {
        listener.onSessionsEnded();
        listener.onTopics([...liveTopics]);
      }
    },
  );
  return hub;
}

function tell(hub: Hub, notified: z.infer<typeof notification>): void {
  if ('userId' in notified) {
    for (const listener of hub.get(notified.userId) ?? []) listener.onSessionsEnded();
    return;
  }
  const { householdId, topics, members } = notified;
  for (const { viewer, onTopics } of hub.get(householdId) ?? []) {
    if (members?.includes(viewer.memberId) ?? true) onTopics(topics);
  }
}
