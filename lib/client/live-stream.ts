import { type LiveTopic, liveTopics, readTopics, signedOutEvent } from '#lib/live/contract';
import { getJson } from './api.ts';
import { goToSignIn } from './go-to-sign-in.ts';

const sharedName = 'plumbline-live';

type OnTopics = (topics: readonly LiveTopic[]) => void;

/**
 * The server's events, from one stream for all tabs. Over HTTP/1.1 a browser keeps six connections
 * per server, and a stream holds one: a stream per tab would leave the seventh tab without an
 * answer to anything. It begins with what changed since the page was read, or with everything where that cannot
 * be known.
 *
 * @returns closes it
 */
export function openLiveStream(onTopics: OnTopics): () => void {
  // Of now, also for a tab whose turn comes later: it has shown what it read since.
  const readAt = document.querySelector<HTMLMetaElement>('meta[name="read-at"]')?.content ?? '';
  const path = `/api/events?since=${readAt}`;
  // Browsers offer locks to secure pages alone; a server at home may have no certificate.
  return 'locks' in navigator ? openShared(path, onTopics) : openWhileVisible(path, onTopics);
}

type Shared = { topics: readonly LiveTopic[] } | typeof signedOutEvent;

/** The tab that holds the lock has the stream and tells the others; when it goes, the next takes over. */
function openShared(path: string, onTopics: OnTopics): () => void {
  const channel = new BroadcastChannel(sharedName);
  const leaving = new AbortController();
  channel.addEventListener('message', ({ data }: MessageEvent<Shared>) => {
    if (data === signedOutEvent) goToSignIn();
    else onTopics(data.topics);
  });
  // Where another tab has the stream since before, nobody tells this one what it missed.
  void navigator.locks.query().then(async ({ held }) => {
    if (!held?.some(({ name }) => name === sharedName) || leaving.signal.aborted) return;
    const missed = getJson<{ topics: readonly LiveTopic[] }>(`${path}&once=true`);
    onTopics((await missed.catch(() => ({ topics: liveTopics }))).topics);
  });
  const lead = () =>
    new Promise<void>((resolve) => {
      // Its turn came as it left: nobody would end the stream any more.
      if (leaving.signal.aborted) return resolve();
      const close = connect(
        path,
        (topics) => {
          channel.postMessage({ topics } satisfies Shared);
          onTopics(topics);
        },
        () => {
          channel.postMessage(signedOutEvent satisfies Shared);
          goToSignIn();
        },
      );
      leaving.signal.addEventListener('abort', () => {
        close();
        resolve();
      });
    });
  // Aborted while it waits, the request is rejected: the tab is gone before its turn came.
  navigator.locks.request(sharedName, { signal: leaving.signal }, lead).catch(() => {});
  return () => {
    leaving.abort();
    channel.close();
  };
}

/** Without locks: only the tab one looks at has a stream. */
function openWhileVisible(path: string, onTopics: OnTopics): () => void {
  let close: (() => void) | null = null;
  const follow = () => {
    if (document.hidden) {
      close?.();
      close = null;
    } else {
      close ??= connect(path, onTopics, goToSignIn);
    }
  };
  follow();
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    close?.();
  };
}

/** A refused stream (too many, or a server starting) is asked for again; a broken one reconnects itself. */
const refusedRetryMs = 30_000;

function connect(path: string, onTopics: OnTopics, onSignedOut: () => void): () => void {
  let retry: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource;
  const open = () => {
    source = new EventSource(path);
    source.addEventListener(signedOutEvent, onSignedOut);
    source.addEventListener('message', (message) => {
      onTopics(readTopics(String(message.data)));
    });
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, refusedRetryMs);
    });
  };
  open();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}
