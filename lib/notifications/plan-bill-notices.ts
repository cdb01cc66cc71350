import 'server-only';
import { addDays, type CivilDate, epochDay } from '#lib/dates/civil-date';
import type { DueDto } from '#lib/recurring/contract';
import type { Notice } from './contract.ts';
import type { NoticesPlan, Told } from './tell-planned.ts';

/** So many days ahead: enough to move money, few enough to remember it. */
export const billDays = 3;
/** A bill whose day is moved by so few is the same bill: the shortest cadence has seven between two. */
const sameBillDays = 3;

/**
 * What to tell of the bills of the next days, each once, and again of none that only moved. What was told is over
 * when its day is past, or when it is expected no more. Pure.
 *
 * @param dues  what is to come up to that many days ahead
 */
export function planBillNotices(
  dues: readonly DueDto[],
  told: readonly Told[],
  today: CivilDate,
): NoticesPlan {
  const ahead = dues
    .filter((due) => due.state === 'expected' && isBill(due) && due.amountMinor < 0)
    .filter(({ on }) => on >= today && on <= addDays(today, billDays));
  const isToldOf = (due: DueDto, { eventKey }: Told) =>
    eventKey.startsWith(prefixOf(due)) && isNear(due.on, eventKey.slice(prefixOf(due).length));
  return {
    tell: ahead
      .filter((due) => !told.some((each) => isToldOf(due, each)))
      .map((due) => ({ eventKey: `${prefixOf(due)}${due.on}`, notice: toNotice(due) })),
    settle: told
      .filter((each) => !each.resolved && !ahead.some((due) => isToldOf(due, each)))
      .map(({ eventKey }) => eventKey),
  };
}

/** What goes from one account to another is none, but what a bank asks for a card or a loan. */
export function isBill({ by, transfer }: DueDto): boolean {
  return by === 'bank' || !transfer;
}

function toNotice({
  accountId,
  payee: name,
  on,
  amountMinor,
  lowMinor,
  highMinor,
  currency,
  href,
}: DueDto): Notice {
  const sizes = { lowMinor: Math.abs(lowMinor), highMinor: Math.abs(highMinor) };
  const about = { accountId, name, on, currency, href };
  return { kind: 'bill_due', ...about, ...sizes, amountMinor: Math.abs(amountMinor) };
}

/** A bill is known by where one looks closer, whatever it is called by now. */
function prefixOf({ href }: DueDto): string {
  return `bill_due:${href}:`;
}

function isNear(a: CivilDate, b: CivilDate): boolean {
  return Math.abs(epochDay(a) - epochDay(b)) <= sameBillDays;
}
