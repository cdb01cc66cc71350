import 'server-only';
import { LRUCache } from 'lru-cache';
import { env } from '#lib/env';
import type { ShownTopic } from './shown-topics.ts';

/** Whoever is gone leaves nothing behind for longer. */
const keptMs = 3_600_000;
const entryLimit = 20_000;

/** Topics; null for anything there is. */
export type Topics = readonly ShownTopic[] | null;

/** What was reckoned, as bytes: nobody who is given it can change it for the next, and its size is known. */
export type Kept = { topics: Topics; version: string; bytes: Buffer };
type Memory = { kept: LRUCache<string, Kept>; underWay: Map<string, Promise<Kept>> };

// On globalThis because the server's parts are bundled apart, each with a copy of this module.
const holder = globalThis as { plumblineMemory?: Memory };

/** What the process keeps, within `KEPT_FIGURES_MIB`, which must not be 0. */
export function openMemory(): Memory {
  holder.plumblineMemory ??= {
    kept: new LRUCache<string, Kept>({
      max: entryLimit,
      maxSize: env().KEPT_FIGURES_MIB * 2 ** 20,
      sizeCalculation: ({ bytes, version }, key) =>
        bytes.length + version.length + 2 * key.length + 200,
      ttl: keptMs,
    }),
    underWay: new Map(),
  };
  return holder.plumblineMemory;
}
