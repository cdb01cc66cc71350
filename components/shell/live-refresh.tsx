'use client';

import { useRouter } from 'next/navigation';
import { useLiveTopic } from '#lib/client/live';
import type { LiveTopic } from '#lib/live/contract';

/** Has the server render the page anew when something of a topic changed: for what is drawn there, such as charts. */
export function LiveRefresh({ topic }: { topic: LiveTopic }) {
  const { refresh } = useRouter();
  useLiveTopic(topic, refresh);
  return null;
}
