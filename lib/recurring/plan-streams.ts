import 'server-only';
import type { CivilDate } from '#lib/dates/civil-date';
import { type Cadence, streamLimit } from './contract.ts';
import type { FoundRow, FoundStream } from './find-streams.ts';

/** What was found to belong together, by Plaid or here. */
export type Group = FoundStream & {
  plaidStreamId: string | null;
  plaidNextOn: CivilDate | null;
  plaidEnded: boolean;
};

/** A stream as it is kept. */
export type KeptStream = Omit<Group, 'plaidStreamId'> & {
  id: string;
  plaidStreamIds: string[];
  /** A person said something of it: it stays, whatever is found. */
  decided: boolean;
  /** Whatever is found among its rows is of it: a person made it one, or said that none of it recurs. */
  merged: boolean;
};

export type PlannedStream = {
  /** Null for a new one. */
  id: string | null;
  plaidStreamIds: string[];
  cadence: Cadence;
  confidence: number;
  plaidNextOn: CivilDate | null;
  plaidEnded: boolean;
  rowIds: string[];
};

/** A later row may be so much smaller or larger than the last, and belongs to it by its name. */
const likeLeast = 0.5;
const likeMost = 2;

/**
 * What the streams are from now on. A group is the stream that has Plaid's id for it, else the one that has most
 * of its rows, so that a stream stays what it is when a bank is linked anew, or when Plaid begins to find what we
 * found. Of what nobody decided only what is found stays. Pure.
 *
 * @param groups  the first have their rows before the others
 * @param rows    all there are, by which what a person decided goes on
 */
export function planStreams(
  groups: readonly Group[],
  kept: readonly KeptStream[],
  rows: ReadonlyMap<string, FoundRow>,
): PlannedStream[] {
  const claimed = new Set<string>();
  const owned = groups.flatMap((group) => {
    const rowIds = group.rowIds.filter((id) => rows.has(id) && !claimed.has(id));
    for (const id of rowIds) claimed.add(id);
    return rowIds.length > 0 ? [{ ...group, rowIds }] : [];
  });
  const groupsOf = assign(owned, kept);
  const planned = kept.flatMap((stream): PlannedStream[] => {
    const own = groupsOf.get(stream.id) ?? [];
    if (own.length === 0 && !stream.decided) return [];
    const found = own.toSorted((a, b) => b.rowIds.length - a.rowIds.length)[0] ?? stream;
    const before = stream.decided
      ? stream.rowIds.filter((id) => rows.has(id) && !claimed.has(id))
      : [];
    for (const id of before) claimed.add(id);
    const known = [...own.flatMap((group) => group.rowIds), ...before];
    const later = stream.decided ? findLater(known, rows, claimed) : [];
    return toPlanned(stream, found, own, [...known, ...later]);
  });
  const taken = new Set([...groupsOf.values()].flat());
  const fresh = owned
    .filter((group) => !taken.has(group))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, Math.max(0, streamLimit - planned.length));
  return [...planned, ...fresh.map((group) => ({ ...toFound(group, group), id: null }))];
}

/** Each group to one stream at most, and each stream one group unless all that is found of it is one. */
function assign(groups: readonly Group[], kept: readonly KeptStream[]): Map<string, Group[]> {
  const byPlaidId = new Map(
    kept.flatMap((stream) => stream.plaidStreamIds.map((id) => [id, stream] as const)),
  );
  const byRow = new Map(kept.flatMap((stream) => stream.rowIds.map((id) => [id, stream] as const)));
  const groupsOf = new Map<string, Group[]>();
  const give = (group: Group, stream: KeptStream | undefined) => {
    if (!stream || (!stream.merged && groupsOf.has(stream.id))) return false;
    groupsOf.set(stream.id, [...(groupsOf.get(stream.id) ?? []), group]);
    return true;
  };
  const left = groups.filter(
    (group) => group.plaidStreamId === null || !give(group, byPlaidId.get(group.plaidStreamId)),
  );
  for (const group of left) {
    const shared = Map.groupBy(
      group.rowIds.flatMap((id) => byRow.get(id) ?? []),
      (stream) => stream,
    );
    const likeliest = [...shared].sort(([, a], [, b]) => b.length - a.length);
    likeliest.some(([stream]) => give(group, stream));
  }
  return groupsOf;
}

function toPlanned(
  stream: KeptStream,
  found: Group | KeptStream,
  own: readonly Group[],
  rowIds: string[],
): PlannedStream[] {
  if (rowIds.length === 0) return [];
  const ids = own.flatMap(({ plaidStreamId }) => plaidStreamId ?? []);
  const plaidStreamIds = [...new Set(stream.merged ? [...stream.plaidStreamIds, ...ids] : ids)];
  return [
    {
      ...toFound(found, null),
      id: stream.id,
      plaidStreamIds: own.length === 0 ? stream.plaidStreamIds : plaidStreamIds,
      rowIds,
    },
  ];
}

function toFound(found: Group | KeptStream, group: Group | null) {
  const { cadence, confidence, plaidNextOn, plaidEnded } = found;
  return {
    plaidStreamIds: group?.plaidStreamId ? [group.plaidStreamId] : [],
    cadence,
    confidence,
    plaidNextOn,
    plaidEnded,
    rowIds: group?.rowIds ?? [],
  };
}

/** What came after the last of some rows under their name, nearly as large, and is in no other stream. */
function findLater(
  known: readonly string[],
  rows: ReadonlyMap<string, FoundRow>,
  claimed: Set<string>,
): string[] {
  const own = known.flatMap((id) => rows.get(id) ?? []);
  const last = own.reduce<FoundRow | null>(
    (latest, row) => (latest === null || row.date > latest.date ? row : latest),
    null,
  );
  if (!last) return [];
  const payees = new Set(own.flatMap(({ payee }) => payee ?? []));
  const size = Math.abs(last.amountMinor);
  const later = [...rows.values()].filter(
    ({ id, date, payee, amountMinor }) =>
      date > last.date &&
      payee !== null &&
      payees.has(payee) &&
      !claimed.has(id) &&
      Math.abs(amountMinor) >= size * likeLeast &&
      Math.abs(amountMinor) <= size * likeMost,
  );
  for (const { id } of later) claimed.add(id);
  return later.map(({ id }) => id);
}
