import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { deserialize, serialize } from 'node:v8';
import { cache } from 'react';
import { civilDateIn } from '#lib/dates/civil-date';
import { env } from '#lib/env';
import type { Viewer } from '#lib/privacy/viewer';
import { type Kept, openMemory, type Topics } from './memory.ts';
import { type Changes, readChanges, versionOf } from './read-version.ts';

/** What can be written down whole in a name. */
type Parameter =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Parameter[]
  | { readonly [name: string]: Parameter };

/** What can be written down and read again as it was: nothing that has functions, as Prisma's decimals do. */
type Data<Value> = Value extends (...given: never) => unknown
  ? never
  : Value extends Date | Uint8Array
    ? Value
    : Value extends ReadonlyMap<infer Key, infer Each>
      ? ReadonlyMap<Data<Key>, Data<Each>>
      : Value extends ReadonlySet<infer Each>
        ? ReadonlySet<Data<Each>>
        : Value extends readonly (infer Each)[]
          ? readonly Data<Each>[]
          : Value extends object
            ? { [Name in keyof Value]: Data<Value[Name]> }
            : Value;

type Reckoned<Value> = { value: Value; topics: Topics };

/**
 * A read that is answered from memory as long as no commit changed what it is made of. What changed so far is asked
 * first, and what is then read is kept under that: a commit that comes between makes what is kept unused, never wrong.
 * Asked several times for one page, it is read once.
 *
 * `read` depends on committed rows of the household, on its parameters, on the day in UTC, and on nothing else: it is
 * told no clock, role or setting. What it answers is data, without functions, which the last parameter has the compiler
 * say. What one page reads once for several of its
 * parts is made by this and not by React's `cache` alone: rows that were read before the version must not be kept under it.
 *
 * @param name  of what is read, its own
 * @param topics  of the tables that its own statements read, as far as rows of them change what it answers; `anything` where
 *   it is not worth telling. What it reads by others of these is added by itself. `e2e/versions.sweep.ts` finds what is missing.
 * @returns the read; throws what `read` throws, which is not kept
 */
export function remembered<Rest extends readonly Parameter[], Value>(
  name: string,
  topics: Topics,
  read: (viewer: Viewer, ...rest: Rest) => Promise<Value>,
  ..._isData: [Value] extends [Data<Value>] ? [] : [refused: 'What is kept has functions.']
): (viewer: Viewer, ...rest: Rest) => Promise<Value> {
  const once = cache(async (viewer: Viewer, ...rest: Rest): Promise<Reckoned<Value>> => {
    if (env().KEPT_FIGURES_MIB === 0) return { value: await read(viewer, ...rest), topics };
    const { householdId, memberId } = viewer;
    const day = civilDateIn('UTC', new Date());
    const known = under.getStore();
    const changes =
      known?.householdId === householdId ? known.changes : await readChanges(householdId);
    const key = JSON.stringify([householdId, memberId, name, day, rest]);
    const reading: Reading = { householdId, changes, topics };
    return find(key, reading, () => under.run(reading, () => read(viewer, ...rest)));
  });
  return async (viewer, ...rest) => {
    const outer = under.getStore();
    // Also where it fails and whoever asked makes do without.
    if (outer) outer.topics = join(outer.topics, topics);
    const reckoned = await once(onlyViewer(viewer.householdId, viewer.memberId), ...rest);
    if (outer) outer.topics = join(outer.topics, reckoned.topics);
    return reckoned.value;
  };
}

/** For what is made of more than is worth telling. */
export const anything = null;

/** What has changed before a read, for what it reads in turn; and what all of that is made of. */
type Reading = { householdId: string; changes: Changes; topics: Topics };
const under = new AsyncLocalStorage<Reading>();

function join(some: Topics, others: Topics): Topics {
  return some && others && [...new Set([...some, ...others])];
}

/** The same object throughout a page, by which React knows that it is asked the same. */
const onlyViewer = cache((householdId: string, memberId: string): Viewer => {
  return { householdId, memberId };
});

async function find<Value>(
  key: string,
  reading: Reading,
  read: () => Promise<Value>,
): Promise<Reckoned<Value>> {
  const { kept, underWay } = openMemory();
  const { changes } = reading;
  const found = kept.get(key);
  if (found?.version === versionOf(changes, found?.topics ?? anything)) return open(found);
  // Whoever asks meanwhile under the same version may have the same answer: nothing was committed between.
  const running = `${versionOf(changes, anything)} ${key}`;
  const already = underWay.get(running);
  if (already) return open(await already);
  const work = read();
  const written = work
    .then((value) => {
      const { topics } = reading;
      const made = { topics, version: versionOf(changes, topics), bytes: serialize(value) };
      kept.set(key, made);
      return made;
    })
    .finally(() => underWay.delete(running));
  underWay.set(running, written);
  const { topics } = await written;
  return { value: await work, topics };
}

function open<Value>({ bytes, topics }: Kept): Reckoned<Value> {
  return { value: deserialize(bytes) as Value, topics };
}
