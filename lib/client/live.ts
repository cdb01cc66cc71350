import { useEffect, useEffectEvent } from 'react';
import { type LiveTopic, liveTopicSchema } from '#lib/live/contract';
import { openLiveStream } from './live-stream.ts';

type Listener = (topics: readonly LiveTopic[]) => void;

const listeners = new Set<Listener>();
let close: (() => void) | null = null;

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
    close ??= openLiveStream(tellAll, () => tellAll(liveTopicSchema.options));
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      close?.();
      close = null;
    };
  }, [topic]);
}

function tellAll(topics: readonly LiveTopic[]): void {
  for (const listener of listeners) listener(topics);
}
