import { useEffect, useEffectEvent, useLayoutEffect } from 'react';
import { type LiveTopic, liveTopics } from '#lib/live/contract';
import { openLiveStream } from './live-stream.ts';

type Listener = (topics: readonly LiveTopic[]) => void;

const listeners = new Set<Listener>();
let close: (() => void) | null = null;
/** When something of a topic last changed, and when a rendered part was last left, since the tab was loaded. */
const changedAt = new Map<LiveTopic, number>();
const leftAt = new Map<string, number>();
/** No page takes longer to come from the server. */
const longestRenderMs = 10_000;

/**
 * Calls `onChange` whenever the server says that something of this topic changed, and whenever the
 * stream opens: what changed between the page's own reading and that moment was announced to nobody.
 * Without the stream a page shows what it read last.
 */
export function useLiveTopic(topic: LiveTopic, onChange: () => void): void {
  const changed = useEffectEvent(onChange);
  useEffect(() => {
    const listener: Listener = (topics) => {
      if (topics.includes(topic)) changed();
    };
    listeners.add(listener);
    close ??= openLiveStream(tellAll, () => tellAll(liveTopics));
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      close?.();
      close = null;
    };
  }, [topic]);
}

/**
 * The same for what the server rendered and nothing reads again when it comes onto the page: calls
 * `onChange` also then, if the topic changed since one left it (Back shows what was rendered before)
 * or while the server may have been rendering it.
 *
 * @param path  of the page
 */
export function useLiveRender(topic: LiveTopic, path: string, onChange: () => void): void {
  useLiveTopic(topic, onChange);
  const changed = useEffectEvent(onChange);
  const key = `${topic} ${path}`;
  useEffect(() => {
    const since = leftAt.get(key) ?? performance.now() - longestRenderMs;
    if ((changedAt.get(topic) ?? Number.NEGATIVE_INFINITY) > since) changed();
  }, [topic, key]);
  // Noted as it goes: an event that came before the effects of what is gone are cleaned up would be
  // taken for an earlier one.
  useLayoutEffect(
    () => () => {
      leftAt.set(key, performance.now());
    },
    [key],
  );
}

function tellAll(topics: readonly LiveTopic[]): void {
  for (const topic of topics) changedAt.set(topic, performance.now());
  for (const listener of listeners) listener(topics);
}
