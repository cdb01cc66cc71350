import { useEffect, useEffectEvent } from 'react';
import { type LiveTopic, liveEventSchema } from '#lib/live/contract';

type Listener = (topics: readonly LiveTopic[]) => void;

const listeners = new Set<Listener>();
let source: EventSource | null = null;

/**
 * Calls `onChange` whenever the server says that something of this topic changed, and after a
 * reconnection, when it may have. All hooks of a page share one stream; without it a page only
 * shows what it read last.
 */
export function useLiveTopic(topic: LiveTopic, onChange: () => void): void {
  const changed = useEffectEvent(onChange);
  useEffect(() => {
    const listener: Listener = (topics) => {
      if (topics.includes(topic)) changed();
    };
    listeners.add(listener);
    source ??= openStream();
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      source?.close();
      source = null;
    };
  }, [topic]);
}

function openStream(): EventSource {
  const stream = new EventSource('/api/events');
  const tellAll = (topics: readonly LiveTopic[]) => {
    for (const listener of listeners) listener(topics);
  };
  let interrupted = false;
  stream.addEventListener('message', (message) => {
    const event = liveEventSchema.safeParse(JSON.parse(String(message.data)));
    if (event.success) tellAll(event.data.topics);
  });
  stream.addEventListener('error', () => {
    interrupted = true;
  });
  stream.addEventListener('open', () => {
    if (interrupted) tellAll(['items', 'accounts', 'transactions']);
    interrupted = false;
  });
  return stream;
}
