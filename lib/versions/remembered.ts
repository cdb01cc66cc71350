import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { deserialize, serialize } from 'node:v8';
import { LRUCache } from 'lru-cache';
import { cache } from 'react';
import { civilDateIn } from '#lib/dates/civil-date';
import { env } from '#lib/env';
import type { Viewer } from '#lib/privacy/viewer';
import { readVersion } from './read-version.ts';

/** Whoever is gone leaves nothing behind for longer. */
const keptMs = 3_600_000;
const entryLimit = 20_000;

/** What can be written down whole in a name. */
type Parameter =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Parameter[]
  | { readonly [name: string]: Parameter };

/** What was reckoned, as bytes: nobody who is given it can change it for the next, and its size is known. */
type Kept = { version: string; bytes: Buffer };
type Memory = { kept: LRUCache<string, Kept>; underWay: Map<string, Promise<Buffer>> };

// On globalThis because the server's parts are bundled apart, each with a copy of this module.
const holder = globalThis as { plumblineMemory?: Memory };

/**
 * A read that is answered from memory as long as no commit changed what the household is shown. The version is read
 * first, and what is then read is kept under it: a commit that comes between makes what is kept unused, never wrong.
 * Asked several times for one page, it is read once.
 *
 * `read` depends on committed rows of the household, on its parameters, on the day in UTC, and on nothing else: it is
 * told no clock, role or setting. What it answers is data, without functions. What one page reads once for several of its
 * parts is made by this and not by React's `cache` alone: rows that were read before the version must not be kept under it.
 *
 * @param name  of what is read, its own
 * @returns the read; throws what `read` throws, which is not kept
 */
export function remembered<Rest extends readonly Parameter[], Value>(
  name: string,
  read: (viewer: Viewer, ...rest: Rest) => Promise<Value>,
): (viewer: Viewer, ...rest: Rest) => Promise<Value> {
  const once = cache(async (viewer: Viewer, ...rest: Rest): Promise<Value> => {
    if (env().KEPT_FIGURES_MIB === 0) return read(viewer, ...rest);
    const { householdId, memberId } = viewer;
    const day = civilDateIn('UTC', new Date());
    const known = under.getStore();
    const version =
      known?.householdId === householdId ? known.version : await readVersion(householdId);
    const key = JSON.stringify([householdId, memberId, name, day, rest]);
    return find(key, version, () =>
      under.run({ householdId, version }, () => read(viewer, ...rest)),
    );
  });
  return (viewer, ...rest) => once(onlyViewer(viewer.householdId, viewer.memberId), ...rest);
}

/** The version under which a read reads, for what it reads in turn. */
const under = new AsyncLocalStorage<{ householdId: string; version: string }>();

/** The same object throughout a page, by which React knows that it is asked the same. */
const onlyViewer = cache((householdId: string, memberId: string): Viewer => {
  return { householdId, memberId };
});

async function find<Value>(
  key: string,
  version: string,
  read: () => Promise<Value>,
): Promise<Value> {
  const { kept, underWay } = openMemory();
  const found = kept.get(key);
  if (found?.version === version) return deserialize(found.bytes) as Value;
  // Whoever asks meanwhile under the same version may have the same answer: nothing was committed between.
  const running = `${version} ${key}`;
  const already = underWay.get(running);
  if (already) return deserialize(await already) as Value;
  const work = read();
  const written = work
    .then((value) => {
      const bytes = serialize(value);
      kept.set(key, { version, bytes });
      return bytes;
    })
    .finally(() => underWay.delete(running));
  underWay.set(running, written);
  await written;
  return work;
}

function openMemory(): Memory {
  holder.plumblineMemory ??= {
    kept: new LRUCache<string, Kept>({
      max: entryLimit,
      maxSize: env().KEPT_FIGURES_MIB * 2 ** 20,
      sizeCalculation: ({ bytes }, key) => bytes.length + 2 * key.length + 200,
      ttl: keptMs,
    }),
    underWay: new Map(),
  };
  return holder.plumblineMemory;
}
