import 'server-only';
import { addDays, type CivilDate } from '#lib/dates/civil-date';
import { type StreamDto, timesAYear } from '#lib/recurring/contract';
import type { Notice } from './contract.ts';
import type { NoticesPlan, Told } from './tell-planned.ts';

type PriceChanged = Extract<Notice, { kind: 'price_changed' }>;

/** A price that has held for longer is no news: its bank was linked since, or nobody had confirmed it. */
const newsDays = 14;
/** The same change again within so many days is the same one, whichever row it is dated by now. */
const sameChangeDays = 60;

/** What to tell of what costs another amount than before, once for each change. Pure. */
export function planPriceNotices(
  streams: readonly StreamDto[],
  told: readonly Told[],
  today: CivilDate,
): NoticesPlan {
  const changed = streams
    .filter(({ state, transfer }) => state === 'confirmed' && !transfer)
    .flatMap((stream) => toNotice(stream) ?? [])
    .filter(({ since }) => since > addDays(today, -newsDays));
  const isTold = (notice: PriceChanged) =>
    told.some(({ eventKey }) => {
      const prefix = prefixOf(notice);
      const since = eventKey.slice(prefix.length);
      return eventKey.startsWith(prefix) && since > addDays(notice.since, -sameChangeDays);
    });
  return {
    tell: changed
      .filter((notice) => !isTold(notice))
      .map((notice) => ({ eventKey: `${prefixOf(notice)}${notice.since}`, notice })),
    settle: [],
  };
}

function toNotice({
  id: streamId,
  account,
  name,
  priceChange,
  cadence,
  currency,
}: StreamDto): PriceChanged | null {
  // Money that comes in has no price.
  if (!priceChange || priceChange.toMinor >= 0) return null;
  const [fromMinor, toMinor] = [-priceChange.fromMinor, -priceChange.toMinor];
  const times = timesAYear[cadence];
  const about = { streamId, accountId: account.id, name, currency };
  const yearMinor = times === null ? null : (toMinor - fromMinor) * times;
  const { since } = priceChange;
  return { kind: 'price_changed', ...about, fromMinor, toMinor, since, yearMinor };
}

function prefixOf({ streamId, fromMinor, toMinor }: PriceChanged): string {
  return `price_changed:${streamId}:${fromMinor}:${toMinor}:`;
}
