import 'server-only';
import { z } from 'zod';
import { listen } from '#lib/db/listen';
import { env, requireEnv } from '#lib/env';
import { type LiveTopic, liveTopicSchema } from './contract.ts';
import { liveChannel } from './publish.ts';

const notification = z.object({ householdId: z.uuid(), topics: z.array(liveTopicSchema) });

type Listener = (topics: LiveTopic[]) => void;
type Hub = Map<string, Set<Listener>>;

// On globalThis because the development server evaluates modules again at each change.
const holder = globalThis as { plumblineHub?: Hub };

/**
 * Calls `listener` after every commit that concerns the household, with what to read again. All
 * listeners of the process share one database connection.
 *
 * @returns stops it
 */
export function subscribe(householdId: string, listener: Listener): () => void {
  const hub = openHub();
  const listeners = hub.get(householdId) ?? new Set();
  hub.set(householdId, listeners.add(listener));
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) hub.delete(householdId);
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
      if (!parsed.success) return;
      const { householdId, topics } = parsed.data;
      for (const listener of hub.get(householdId) ?? []) listener(topics);
    },
    () => {
      for (const listeners of hub.values()) {
        for (const listener of listeners) listener([...liveTopicSchema.options]);
      }
    },
  );
  return hub;
}
