import 'server-only';
import { addDays, type CivilDate } from '#lib/dates/civil-date';
import type { LowBalance } from './judge-balance.ts';
import type { NoticesPlan, Told } from './tell-planned.ts';

/** An account that goes low, recovers and goes low again within so many days is told of once. */
const quietDays = 7;

/**
 * What to tell of accounts that will be low, once for as long as they will: again when it was over for some days, or when
 * one of which less was missing will be short of everything. Pure.
 */
export function planLowNotices(
  low: readonly LowBalance[],
  told: readonly Told[],
  today: CivilDate,
): NoticesPlan {
  const isSaid = (notice: LowBalance) =>
    told.some(({ eventKey, resolved }) => {
      const before = parseKey(eventKey);
      const says = before.accountId === notice.accountId && before.short >= Number(isShort(notice));
      return says && (!resolved || before.on > addDays(today, -quietDays));
    });
  const holds = ({ accountId, short }: ReturnType<typeof parseKey>) =>
    low.some((each) => each.accountId === accountId && Number(isShort(each)) >= short);
  return {
    tell: low
      .filter((notice) => !isSaid(notice))
      .map((notice) => ({
        eventKey: `low_balance:${notice.accountId}:${Number(isShort(notice))}:${today}`,
        notice,
      })),
    settle: told
      .filter(({ eventKey, resolved }) => !resolved && !holds(parseKey(eventKey)))
      .map(({ eventKey }) => eventKey),
  };
}

function isShort({ floorMinor }: LowBalance): boolean {
  return floorMinor === 0;
}

function parseKey(eventKey: string) {
  const [, accountId = '', short = '0', on = ''] = eventKey.split(':');
  return { accountId, short: Number(short), on };
}
