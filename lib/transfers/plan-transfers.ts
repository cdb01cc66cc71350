import 'server-only';
import { type Assigned, assignPairs } from './assign-pairs.ts';
import type { TransferReason } from './contract.ts';
import type { Pair } from './score-pair.ts';

/** A transfer that a person said leaves, and where it is to arrive; null: nowhere here. */
export type OpenTransfer = { id: string; outId: string; towardsId: string | null };

export type Planned = {
  outId: string;
  inId: string;
  state: Assigned['state'];
  confidence: number;
  reasons: TransferReason[];
};

export type TransferPlan = {
  pairs: Planned[];
  /** Open ones whose other end is here now. */
  arrivals: (Planned & { openId: string })[];
};

/**
 * What follows from the rows and from what people decided, and from nothing else: the same whether the rows
 * came at once or one by one.
 *
 * @param same       pairs of rows of one size
 * @param exchanges  pairs of rows of two currencies, which get what those leave
 */
export function planTransfers(
  same: readonly Pair[],
  exchanges: readonly Pair[],
  open: readonly OpenTransfer[],
): TransferPlan {
  const openOf = new Map(open.map((each) => [each.outId, each]));
  const fits = ({ out, in: into }: Pair) => {
    const expected = openOf.get(out.id);
    return expected === undefined || expected.towardsId === into.accountId;
  };
  const first = assignPairs(same.filter(fits));
  const taken = new Set(first.flatMap(({ out, in: into }) => [out.id, into.id]));
  const left = exchanges.filter(
    (pair) => fits(pair) && !taken.has(pair.out.id) && !taken.has(pair.in.id),
  );
  const plan: TransferPlan = { pairs: [], arrivals: [] };
  for (const assigned of [...first, ...assignPairs(left)]) {
    const openId = openOf.get(assigned.out.id)?.id;
    const planned = toPlanned(assigned, openId ? ['expected'] : []);
    // Where several could be what was expected, it is asked which one arrived.
    if (openId && !planned.reasons.includes('one_of_several')) {
      plan.arrivals.push({ ...planned, openId });
    } else plan.pairs.push(planned);
  }
  return plan;
}

function toPlanned(assigned: Assigned, more: TransferReason[]): Planned {
  const { out, in: into, state, confidence, reasons } = assigned;
  return {
    outId: out.id,
    inId: into.id,
    state,
    confidence: Math.min(confidence, 99),
    reasons: [...reasons, ...more],
  };
}
