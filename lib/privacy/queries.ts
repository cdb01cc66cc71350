import 'server-only';
import { accountName } from '#lib/accounts/account-name';
import { db } from '#lib/db/client';
import type { PrivacyDto } from './contract.ts';
import type { Sight } from './sights.ts';
import type { Viewer } from './viewer.ts';

const accountLimit = 500;

type AccountRow = {
  id: string;
  name: string;
  mask: string | null;
  institution: string;
  newcomers: Sight;
};

/** What the viewer lets each other member see of the accounts that are the viewer's. */
export async function getPrivacy({ householdId, memberId }: Viewer): Promise<PrivacyDto> {
  const [members, accounts, granted] = await Promise.all([
    db().member.findMany({
      where: { householdId },
      select: { id: true, newAccountsShow: true, user: { select: { name: true } } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
    db().$queryRaw<AccountRow[]>`
      SELECT a."id", ${accountName} AS "name", a."mask",
        CASE WHEN a."itemId" IS NULL THEN 'Kept by hand'
          ELSE COALESCE(b."name", i."linkName", 'Bank') END AS "institution",
        a."sight"::text AS "newcomers"
      FROM "Account" a
      LEFT JOIN "Item" i ON i."householdId" = a."householdId" AND i."id" = a."itemId"
      LEFT JOIN "Institution" b ON b."id" = i."institutionId"
      WHERE a."householdId" = ${householdId}::uuid AND COALESCE(i."memberId", a."memberId") = ${memberId}::uuid
      ORDER BY a."createdAt", a."id" LIMIT ${accountLimit}`,
    db().accountSight.findMany({
      where: { householdId, account: { OR: [{ item: { memberId } }, { memberId }] } },
      select: { accountId: true, memberId: true, sight: true },
    }),
  ]);
  const others = members.filter(({ id }) => id !== memberId);
  return {
    others: others.map(({ id, user }) => ({ id, name: user.name })),
    accounts: accounts.map((account) => {
      const own = granted.filter(({ accountId }) => accountId === account.id);
      const sightOf = (id: string) =>
        own.find((each) => each.memberId === id)?.sight ?? account.newcomers;
      return { ...account, sights: Object.fromEntries(others.map(({ id }) => [id, sightOf(id)])) };
    }),
    newAccountsShow: members.find(({ id }) => id === memberId)?.newAccountsShow ?? 'full',
  };
}
