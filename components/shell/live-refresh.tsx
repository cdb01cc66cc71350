'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useRef, useTransition } from 'react';
import { useLiveRender } from '#lib/client/live';
import type { LiveTopic } from '#lib/live/contract';

/**
 * Has the server render the page anew when something of these topics changed: for what is drawn there, such as
 * charts. One rendering at a time, and one more for all that changed meanwhile: a first sync tells of itself a
 * dozen times within seconds, and renderings that wait for each other would show it only when it is over.
 */
export function LiveRefresh({ topics }: { topics: readonly LiveTopic[] }) {
  const { refresh } = useRouter();
  const [isRendering, startRendering] = useTransition();
  const asked = useRef<'none' | 'once' | 'again'>('none');
  const render = () => {
    if (asked.current === 'none') startRendering(refresh);
    asked.current = asked.current === 'none' ? 'once' : 'again';
  };
  const finish = useEffectEvent(() => {
    const isStale = asked.current === 'again';
    asked.current = 'none';
    if (isStale) render();
  });
  useEffect(() => {
    if (!isRendering) finish();
  }, [isRendering]);
  useLiveRender(topics, usePathname(), render);
  return null;
}
