import 'server-only';
import type { AccountDto } from '#lib/accounts/contract';
import { listAccounts } from '#lib/accounts/queries';
import { readTimelines } from '#lib/balances/read-timelines';
import { type CivilDate, epochDay } from '#lib/dates/civil-date';
import { convertWorth } from '#lib/net-worth/convert-worth';
import { readTransit, spreadTransit } from '#lib/net-worth/read-transit';
import { type CountedAccount, countAccounts, sumDays } from '#lib/net-worth/sum-worth';
import type { Viewer } from '#lib/privacy/viewer';
import type { StatedAccount, StatedWorth, Whose, WorthStatementDto } from './contract.ts';

/**
 * What the viewer's accounts came to at the end of one day, account by account, with what each figure rests on. The
 * figures are those of `getNetWorth` on that day.
 *
 * @param on     no later than `today`
 * @param today  as the viewer's calendar has it
 */
export async function getWorthStatement(
  viewer: Viewer,
  { on, today, whose }: { on: CivilDate; today: CivilDate; whose: Whose },
): Promise<WorthStatementDto> {
  const [timelines, transits, { items, hidden }] = await Promise.all([
    readTimelines(viewer, today),
    readTransit(viewer),
    listAccounts(viewer),
  ]);
  const known = new Map([...items, ...hidden].map((account) => [account.id, account]));
  const isMeant = (id: string) => whose === 'all' || known.get(id)?.mine === true;
  const day = epochDay(on);
  const days = { fromDay: day, toDay: day };
  const meant = timelines.filter(({ accountId }) => isMeant(accountId));
  const sums = [...countAccounts(meant, days)].map(([currency, accounts]) => {
    const own = transits.filter(
      (each) => each.currency === currency && each.accountIds.every(isMeant),
    );
    const onItsWay = spreadTransit(own, day, day);
    return { currency, accounts, onItsWay, readFrom: null, ...sumDays(accounts, onItsWay) };
  });
  const total = await convertWorth(viewer, sums, days);
  return {
    on,
    whose,
    currencies: sums.flatMap(({ currency, accounts, onItsWay: [transit = 0], ...sum }) => {
      const [net = null] = sum.net;
      if (net === null) return [];
      const stated: StatedWorth = {
        currency,
        assetsMinor: sum.assets[0] ?? 0,
        debtsMinor: sum.debts[0] ?? 0,
        netMinor: net,
        onItsWayMinor: transit,
        accounts: accounts.flatMap((each) => toStated(each, day, known)),
      };
      return [stated];
    }),
    total: total && {
      currency: total.currency,
      used: total.used,
      missing: total.missing,
      netMinor: total.net[0] ?? null,
    },
    hasOthers: items.some(({ mine }) => !mine),
  };
}

/** One that had ended by then is none of that day's. */
function toStated(
  { account, minor: [worthMinor = null], readDay }: CountedAccount,
  day: number,
  known: ReadonlyMap<string, AccountDto>,
): StatedAccount[] {
  const facts = known.get(account.accountId);
  if (!facts || (account.untilDay !== null && day >= account.untilDay)) return [];
  const { accountId, name, group } = account;
  const isRead = readDay !== null && readDay <= day;
  return [
    {
      accountId,
      name,
      bank: facts.institution?.name ?? null,
      mask: facts.mask,
      group,
      worthMinor,
      basis: facts.byHand ? 'stated' : isRead ? 'read' : 'counted',
      tieOut: facts.tieOut,
    },
  ];
}
