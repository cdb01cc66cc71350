import 'server-only';
import { cache } from 'react';
import { db } from '#lib/db/client';
import { keptPlan } from '#lib/db/kept-plan';
import type { ShownTopic } from './shown-topics.ts';

/** In a word each: all changes of a household that were about the same topics, and the day, which is about all there are. */
export type Changes = { topics: string[]; word: string }[];

/**
 * What became of all that the household is shown so far. Read once for a page, before anything else of it that is kept;
 * a route reads it each time.
 */
export const readChanges = cache(async (householdId: string): Promise<Changes> => {
  return db().$queryRaw<Changes>`
    ${keptPlan} SELECT "topics", concat_ws(' ', count(*), sum(uuid_hash_extended("id", 0))) AS "word"
    FROM "ShownChange" WHERE "householdId" = ${householdId}::uuid GROUP BY "topics"
    UNION ALL SELECT ARRAY[]::text[], current_date::text`;
});

/**
 * A word that is another one after every commit that changes something of these topics, and on every other day; after
 * every commit there is for whoever names none.
 *
 * It is the set of the changes, by their count and the sum of their hashes. The largest of growing numbers would not do:
 * what got a lower one may commit later.
 */
export function versionOf(changes: Changes, topics: readonly ShownTopic[] | null): string {
  return changes
    .filter((each) => !topics || isAbout(each.topics, topics))
    .map((each) => `${each.topics.join(' ')}: ${each.word}`)
    .sort()
    .join('\n');
}

function isAbout(changed: readonly string[], topics: readonly string[]): boolean {
  return changed.length === 0 || changed.some((topic) => topics.includes(topic));
}
