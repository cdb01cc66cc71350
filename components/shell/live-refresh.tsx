'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useLiveRender } from '#lib/client/live';
import type { LiveTopic } from '#lib/live/contract';

let isDue = false;

/** Has the server render the page anew when something of a topic changed: for what is drawn there, such as charts. */
export function LiveRefresh({ topic }: { topic: LiveTopic }) {
  const { refresh } = useRouter();
  useLiveRender(topic, usePathname(), () => {
    // Once for all topics of an event.
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      refresh();
    });
  });
  return null;
}
