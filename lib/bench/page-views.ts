import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';

export type Visitor = {
  cookie: string;
  /** Of the web server that they keep to, as a proxy's cookie has them do. */
  url: string;
  /** One of their household's, to be changed. */
  transactionId: string;
};

export type Seen = {
  /** From asking to the last byte. */
  ms: number;
  /** It came, and is what was asked for. */
  isWhole: boolean;
};

export type Load = {
  /** Where people think they are, which is where their changes come from. */
  origin: string;
  visitors: Visitor[];
  paths: string[];
  /** How many wait for a page at the same time. */
  lanes: number;
  /** It ends with the first of both. */
  seconds: number;
  views: number;
  changesPerSecond: number;
};

const smallestPath = '/api/saved-views';
/** One of the smallest answers beside so many views. */
const smallestEvery = 25;

/**
 * Has pages looked at by one person after the other, each of another page than the time before, and as many at
 * the same time as there are lanes; beside them changes at a pace, and now and then the smallest answer there is.
 */
export async function lookAtPages(
  load: Load,
): Promise<{ views: Seen[]; smallest: Seen[]; changes: Seen[] }> {
  const { visitors, paths, lanes, seconds, views, changesPerSecond } = load;
  const seen: { views: Seen[]; smallest: Seen[]; changes: Seen[] } = {
    views: [],
    smallest: [],
    changes: [],
  };
  const endsAt = performance.now() + seconds * 1_000;
  let next = 0;
  const isOver = () => next >= views || performance.now() >= endsAt;
  const look = async () => {
    while (!isOver()) {
      const view = next++;
      const { cookie, url } = at(visitors, view);
      const path = at(paths, view + Math.floor(view / visitors.length));
      seen.views.push(await time(`${url}${path}`, { headers: { cookie } }));
      if (view % smallestEvery > 0) continue;
      seen.smallest.push(await time(`${url}${smallestPath}`, { headers: { cookie } }));
    }
  };
  const change = async () => {
    for (let turn = 0; changesPerSecond > 0 && !isOver(); turn += 1) {
      const waited = pause(1_000 / changesPerSecond);
      seen.changes.push(await changeNote(load.origin, at(visitors, turn * 7), turn));
      await waited;
    }
  };
  await Promise.all([...Array.from({ length: lanes }, look), change()]);
  return seen;
}

function changeNote(
  origin: string,
  { cookie, url, transactionId }: Visitor,
  turn: number,
): Promise<Seen> {
  return time(`${url}/api/transactions/${transactionId}`, {
    method: 'PATCH',
    headers: { cookie, origin, 'content-type': 'application/json' },
    body: JSON.stringify({ note: `Change ${turn}` }),
  });
}

async function time(url: string, request: RequestInit): Promise<Seen> {
  const startedAt = performance.now();
  const isWhole = await fetch(url, { ...request, redirect: 'manual' })
    .then(async (response) => {
      const text = await response.text();
      return response.status === 200 && /(<\/html>|[}\]])\s*$/.test(text);
    })
    .catch(() => false);
  return { ms: performance.now() - startedAt, isWhole };
}

function at<Each>(list: Each[], index: number): Each {
  const each = list[index % list.length];
  if (each === undefined) throw new Error('There is nobody, or nothing, to look at.');
  return each;
}
