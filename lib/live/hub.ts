import 'server-only';
import { randomUUID } from 'node:crypto';
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
type Told = { at: number; message: Extract<z.infer<typeof notification>, { topics: LiveTopic[] }> };
type Hub = {
  /** Another one in each process. */
  id: string;
  /** By whom a notification may name: households and people. */
  listeners: Map<string, Set<Listener>>;
  /** What was told lately, oldest first, and the moment since when all of it is there. */
  told: Told[];
  wholeSince: number;
};

/** For a page on its way to the browser, and one whose stream broke. */
const toldLimit = 2_000;
/** By how much a page may have begun to read before it noted when it did. */
const marginMs = 1_000;

// On globalThis because the development server evaluates modules again at each change.
const holder = globalThis as { plumblineHub?: Hub };

/**
 * Tells a listener what commits of any process say. All listeners of the process share one database
 * connection.
 *
 * @returns stops it
 */
export function subscribe(listener: Listener): () => void {
  const { listeners } = openHub();
  const ids = [listener.viewer.householdId, listener.viewer.userId];
  for (const id of ids) listeners.set(id, (listeners.get(id) ?? new Set()).add(listener));
  return () => {
    for (const id of ids) {
      const own = listeners.get(id);
      own?.delete(listener);
      if (own?.size === 0) listeners.delete(id);
    }
  };
}

/** When something was read, in a word for `missedSince` that means nothing to any other process. */
export function markMoment(): string {
  return `${openHub().id}.${Math.floor(performance.now())}`;
}

/**
 * What a viewer was told since a moment; everything, where this process cannot know that: of another one's moment,
 * of one from before it listened, and of one too long ago.
 *
 * @param moment  of `markMoment`; null, or what is none, for one that is not known
 */
export function missedSince(viewer: Viewer, moment: string | null): LiveTopic[] {
  const hub = openHub();
  const [id, time] = moment?.split('.') ?? [];
  const since = Number(time) - marginMs;
  // Not a number is not later than anything.
  if (id !== hub.id || !(since >= hub.wholeSince)) return [...liveTopics];
  const missed = hub.told.flatMap(({ at, message }) =>
    at >= since && message.householdId === viewer.householdId && concerns(message, viewer)
      ? message.topics
      : [],
  );
  return [...new Set(missed)];
}

function openHub(): Hub {
  if (holder.plumblineHub) return holder.plumblineHub;
  const hub: Hub = {
    id: randomUUID().slice(0, 8),
    listeners: new Map(),
    told: [],
    wholeSince: Number.POSITIVE_INFINITY,
  };
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
      hub.told = [];
      hub.wholeSince = performance.now();
      for (const listener of new Set([...hub.listeners.values()].flatMap((each) => [...each]))) {
        listener.onSessionsEnded();
        listener.onTopics([...liveTopics]);
      }
    },
    () => {
      hub.wholeSince = Number.POSITIVE_INFINITY;
    },
  );
  return hub;
}

function tell(hub: Hub, notified: z.infer<typeof notification>): void {
  if ('userId' in notified) {
    for (const listener of hub.listeners.get(notified.userId) ?? []) listener.onSessionsEnded();
    return;
  }
  hub.told.push({ at: performance.now(), message: notified });
  if (hub.told.length > toldLimit) hub.wholeSince = hub.told.shift()?.at ?? hub.wholeSince;
  for (const { viewer, onTopics } of hub.listeners.get(notified.householdId) ?? []) {
    if (concerns(notified, viewer)) onTopics(notified.topics);
  }
}

function concerns({ members }: Told['message'], { memberId }: Viewer): boolean {
  return members?.includes(memberId) ?? true;
}
