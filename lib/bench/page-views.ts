import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';
import type { Stack } from '#lib/stack/stack';

export type Visitor = {
  cookie: string;
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
  stack: Stack,
  { visitors, paths, lanes, seconds, views, changesPerSecond }: Load,
): Promise<{ views: Seen[]; smallest: Seen[]; changes: Seen[] }> {
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
      const { cookie } = at(visitors, view);
      const path = at(paths, view + Math.floor(view / visitors.length));
      seen.views.push(await time(stack, path, { headers: { cookie } }));
      if (view % smallestEvery > 0) continue;
      seen.smallest.push(await time(stack, smallestPath, { headers: { cookie } }));
    }
  };
  const change = async () => {
    for (let turn = 0; changesPerSecond > 0 && !isOver(); turn += 1) {
      const waited = pause(1_000 / changesPerSecond);
      seen.changes.push(await changeNote(stack, at(visitors, turn * 7), turn));
      await waited;
    }
  };
  await Promise.all([...Array.from({ length: lanes }, look), change()]);
  return seen;
}

function changeNote(stack: Stack, { cookie, transactionId }: Visitor, turn: number): Promise<Seen> {
  return time(stack, `/api/transactions/${transactionId}`, {
    method: 'PATCH',
    headers: { cookie, origin: stack.url, 'content-type': 'application/json' },
    body: JSON.stringify({ note: `Change ${turn}` }),
  });
}

async function time({ url }: Stack, path: string, request: RequestInit): Promise<Seen> {
  const startedAt = performance.now();
  const isWhole = await fetch(`${url}${path}`, { ...request, redirect: 'manual' })
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
