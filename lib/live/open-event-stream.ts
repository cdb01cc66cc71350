import 'server-only';
import { AppError } from '#lib/errors';
import { metrics } from '#lib/metrics/metrics';
import type { Viewer } from '#lib/privacy/viewer';
import { type LiveTopic, signedOutEvent } from './contract.ts';
import { markMoment, missedSince, subscribe } from './hub.ts';

/** Under the idle limits of common proxies, and how soon a session that idled away stops listening. */
const heartbeatMs = 15_000;

/** One per browser is what our pages open; a person with this many has something run away. */
const streamsPerUser = 20;

// On globalThis because the server's start-up code and its routes are bundled apart, each with a
// copy of this module.
const holder = globalThis as { plumblineStreams?: Map<() => void, string> };
holder.plumblineStreams ??= new Map();
/** Every stream open in this process, by how to close it, with whose it is. */
const openStreams = holder.plumblineStreams;

/** Ends every stream; browsers come back by themselves, to another process or to this one anew. */
export function closeAllStreams(): void {
  for (const close of [...openStreams.keys()]) close();
}

/**
 * Server-sent events for one page: `data: {"topics":["accounts"]}` after each commit, and at the
 * end of its session `event: signed-out`. It begins with what was told since the page read what it shows; each
 * event has the moment it was sent as its id, with which a browser comes back after a stream that broke.
 *
 * @param since       of `markMoment`, or null
 * @param request     a browser that comes back says what it heard last; aborted, it went away
 * @param stillValid  asked at every heartbeat and when a session of the person ends; false ends the stream
 * @throws AppError rate_limited when the person has too many open
 */
export function openEventStream(
  viewer: Viewer & { userId: string },
  since: string | null,
  { headers, signal }: Pick<Request, 'headers' | 'signal'>,
  stillValid: () => Promise<boolean>,
): Response {
  const own = [...openStreams.values()].filter((each) => each === viewer.userId).length;
  if (own >= streamsPerUser) {
    throw new AppError('rate_limited', 'Too many pages are open. Close some, then reload.', {
      retryAfterSeconds: 30,
    });
  }
  const encoder = new TextEncoder();
  let close = () => {};
  const end = () => close();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const check = () => {
        stillValid().then((valid) => {
          if (!openStreams.has(end)) return;
          if (valid) return send(`: still here\nid: ${markMoment()}\n\n`);
          send(`event: ${signedOutEvent}\ndata: {}\n\n`);
          close();
        }, end);
      };
      const onTopics = (topics: LiveTopic[]) =>
        send(`id: ${markMoment()}\ndata: ${JSON.stringify({ topics })}\n\n`);
      const unsubscribe = subscribe({
        viewer,
        onTopics,
        onSessionsEnded: check,
      });
      const heartbeat = setInterval(check, heartbeatMs);
      close = () => {
        close = () => {};
        openStreams.delete(end);
        metrics().eventStreams.set(openStreams.size);
        clearInterval(heartbeat);
        unsubscribe();
        try {
          controller.close();
        } catch {
          // The browser had closed it already.
        }
      };
      openStreams.set(end, viewer.userId);
      metrics().eventStreams.set(openStreams.size);
      signal.addEventListener('abort', end, { once: true });
      // Says that the stream is open before anything has happened.
      send('retry: 1000\n: open\n\n');
      const missed = missedSince(viewer, headers.get('last-event-id') ?? since);
      if (missed.length > 0) onTopics(missed);
    },
    cancel: end,
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
