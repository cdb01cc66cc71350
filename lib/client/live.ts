import { useEffect, useEffectEvent, useLayoutEffect } from 'react';
import { type LiveTopic, liveTopics } from '#lib/live/contract';
import { openLiveStream } from './live-stream.ts';

type Topics = LiveTopic | readonly LiveTopic[];
type Listener = (topics: readonly LiveTopic[]) => void;

const listeners = new Set<Listener>();
let close: (() => void) | null = null;
/** How many events this tab has heard. */
let heard = 0;
/** When something of a topic last changed, and when a rendered part was last left, since the tab was loaded. */
const changedAt = new Map<LiveTopic, number>();
const leftAt = new Map<string, number>();
/** No page takes longer to come from the server. */
const longestRenderMs = 10_000;

/**
 * Calls `onChange` with the number of the event whenever the server says that something of these topics
 * changed, also between the page's own reading and the moment its stream opens. Without the stream a page shows
 * what it read last.
 */
export function useLiveTopic(topics: Topics, onChange: (event: number) => void): void {
  const changed = useEffectEvent(onChange);
  const key = String(topics);
  useEffect(() => {
    const own = readNames(key);
    const listener: Listener = (told) => {
      if (own.some((topic) => told.includes(topic))) changed(heard);
    };
    listeners.add(listener);
    close ??= openLiveStream(tellAll);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      close?.();
      close = null;
    };
  }, [key]);
}

/**
 * The same for what the server rendered and nothing reads again when it comes onto the page: calls
 * `onChange` also then, if a topic changed since one left it (Back shows what was rendered before)
 * or while the server may have been rendering it.
 *
 * @param path  of what was rendered
 */
export function useLiveRender(
  topics: Topics,
  path: string,
  onChange: (event: number) => void,
): void {
  useLiveTopic(topics, onChange);
  const changed = useEffectEvent(onChange);
  const names = String(topics);
  const key = `${names} ${path}`;
  useEffect(() => {
    const since = leftAt.get(key) ?? performance.now() - longestRenderMs;
    const last = readNames(names).map((topic) => changedAt.get(topic) ?? Number.NEGATIVE_INFINITY);
    if (Math.max(...last) > since) changed(heard);
  }, [names, key]);
  // Noted as it goes: an event that came before the effects of what is gone are cleaned up would be
  // taken for an earlier one.
  useLayoutEffect(
    () => () => {
      leftAt.set(key, performance.now());
    },
    [key],
  );
}

/** Topics as an effect can depend on them: an array is another one at each render. */
function readNames(key: string): LiveTopic[] {
  const names = key.split(',');
  return liveTopics.filter((topic) => names.includes(topic));
}

function tellAll(topics: readonly LiveTopic[]): void {
  heard += 1;
  for (const topic of topics) changedAt.set(topic, performance.now());
  for (const listener of listeners) listener(topics);
}
