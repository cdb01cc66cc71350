import 'server-only';
import type { TransferState } from '#lib/db/generated/enums';
import { confirmFrom, type Pair, type Scored, scorePair, suggestFrom } from './score-pair.ts';

export type Assigned = Scored & { state: Extract<TransferState, 'suggested' | 'confirmed'> };

/** What having no rival adds. */
const solePoints = 8;
/** A rival this much less likely is none. */
const clearMargin = 10;

/**
 * Gives each row at most one other end: the likeliest pair of all first, then the likeliest of what is
 * left. Where another comes close, it is asked. Pure: the same rows in any order make the same pairs.
 */
export function assignPairs(pairs: readonly Pair[]): Assigned[] {
  const scored = pairs.flatMap((pair) => {
    const score = scorePair(pair);
    return score && score.confidence >= suggestFrom - solePoints ? [score] : [];
  });
  const byEnd = groupByEnd(scored);
  const candidates = scored
    .map((each) => addSole(each, byEnd))
    .filter(({ confidence }) => confidence >= suggestFrom)
    .sort(byLikelihood);
  const ranked = groupByEnd(candidates);
  const taken = new Set<string>();
  // What was given away without a doubt is no rival of what comes after; what is asked may yet be.
  const clear = new Set<string>();
  const assigned: Assigned[] = [];
  for (const candidate of candidates) {
    if (touches(candidate, taken)) continue;
    const isClear = rivalsOf(candidate, ranked).every(
      (rival) => touches(rival, clear) || rival.confidence <= candidate.confidence - clearMargin,
    );
    assigned.push(settle(candidate, isClear));
    for (const { id } of [candidate.out, candidate.in]) {
      taken.add(id);
      if (isClear) clear.add(id);
    }
  }
  return assigned;
}

function settle(candidate: Scored, isClear: boolean): Assigned {
  const isSure =
    isClear && candidate.confidence >= confirmFrom && !candidate.reasons.includes('exchanged');
  const reasons = isClear ? candidate.reasons : [...candidate.reasons, 'one_of_several' as const];
  return { ...candidate, reasons, state: isSure ? 'confirmed' : 'suggested' };
}

const touches = ({ out, in: into }: Pair, ids: ReadonlySet<string>) =>
  ids.has(out.id) || ids.has(into.id);

type ByEnd = Map<string, Scored[]>;

function groupByEnd(scored: readonly Scored[]): ByEnd {
  const groups: ByEnd = new Map();
  for (const each of scored) {
    for (const { id } of [each.out, each.in]) {
      const group = groups.get(id);
      if (group) group.push(each);
      else groups.set(id, [each]);
    }
  }
  return groups;
}

function rivalsOf(candidate: Scored, byEnd: ByEnd): Scored[] {
  const beside = [byEnd.get(candidate.out.id) ?? [], byEnd.get(candidate.in.id) ?? []].flat();
  return beside.filter(
    ({ out, in: into }) => out.id !== candidate.out.id || into.id !== candidate.in.id,
  );
}

function addSole(candidate: Scored, byEnd: ByEnd): Scored {
  if (rivalsOf(candidate, byEnd).length > 0) return candidate;
  const { confidence, reasons } = candidate;
  return {
    ...candidate,
    confidence: confidence + solePoints,
    reasons: [...reasons, 'only_candidate'],
  };
}

/** Which of two equal ones is first only says which is asked about first. */
function byLikelihood(a: Scored, b: Scored): number {
  return (
    b.confidence - a.confidence ||
    a.days - b.days ||
    (a.out.id + a.in.id < b.out.id + b.in.id ? -1 : 1)
  );
}
