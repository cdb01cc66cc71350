import 'server-only';
import { randomBytes } from 'node:crypto';
import { requestReportRemoval } from '#lib/asset-reports/remove-report';
import { recordAudit } from '#lib/audit/record-audit';
import type { Session } from '#lib/auth/sessions';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { lockPeople } from '#lib/households/mutations';
import { requestIncomeRemovals } from '#lib/income/remove-income';
import { requestRemoval } from '#lib/items/disconnect-item';
import { publishSessionsEnded } from '#lib/live/publish';
import { departMember } from '#lib/members/depart-member';
import { closeHousehold } from './close-household.ts';
import type { DeletionInput, DeletionPreviewDto } from './contract.ts';
import { countAccesses, type Ending, listAccesses } from './find-accesses.ts';
import { enqueueDeletion } from './find-deletions.ts';
import { forgetMember, forgetName, forgetPerson, nobody } from './forget-person.ts';
import { hashReceipt, previewDeletion } from './queries.ts';

type Own = Pick<Session, 'userId' | 'householdId' | 'memberId' | 'role'>;

/** Marking what years have brought takes its time. */
const timeoutMs = 60_000;

/**
 * Ends a person's account, or the household they own, for good. With this commit the person is gone:
 * nobody can sign in as them or see anything of it. What stays for a moment are the accesses to banks,
 * which the worker ends at Plaid before it deletes them with the rest.
 *
 * @returns the receipt, by which whoever asked can see that it is done; only its hash is stored
 * @throws AppError not_found for a household of others; deletion_refused when the confirmation is another, or a household would be left
 *         without an owner; forbidden for a household that the person does not own
 */
export async function startDeletion(own: Own, input: DeletionInput): Promise<{ receipt: string }> {
  const receipt = randomBytes(32).toString('base64url');
  await db().$transaction(
    async (tx) => {
      const { households: known } = await previewDeletion(own, tx);
      for (const id of known.map((each) => each.id).sort()) await lockPeople(tx, id);
      // Whoever came or went meanwhile is counted now.
      const preview = await previewDeletion(own, tx);
      requireOwnHouseholds(preview, input);
      requireConfirmation(own, preview, input);
      const ending =
        input.scope === 'household'
          ? await endHousehold(tx, own)
          : await endAccount(tx, own, preview, input);
      const deletionId = newId();
      await tx.deletion.create({
        data: {
          id: deletionId,
          tokenHash: hashReceipt(receipt),
          scope: input.scope,
          ...ending,
          accessesTotal: await countAccesses(tx, ending),
          householdsTotal: ending.householdIds.length,
          toAddress: preview.email,
        },
      });
      await enqueueDeletion(tx, deletionId, 0);
    },
    { timeout: timeoutMs },
  );
  return { receipt };
}

/** @throws AppError not_found */
function requireOwnHouseholds({ households }: DeletionPreviewDto, input: DeletionInput): void {
  const own = new Set(households.map(({ id }) => id));
  if (input.households.every((id) => own.has(id))) return;
  throw new AppError('not_found', 'You belong to no such household. Nothing was deleted.');
}

/** @throws AppError deletion_refused */
function requireConfirmation(
  { householdId }: Own,
  { email, households }: DeletionPreviewDto,
  { scope, confirmation }: DeletionInput,
): void {
  const name = households.find(({ id }) => id === householdId)?.name ?? '';
  const expected = scope === 'account' ? email : name.trim();
  if (confirmation.toLowerCase() === expected.toLowerCase()) return;
  const what = scope === 'account' ? 'your e-mail' : 'the household’s name';
  throw new AppError('deletion_refused', `This is not ${what}. Nothing was deleted.`, {
    fields: { confirmation: `Type ${what} to confirm.` },
  });
}

async function endHousehold(tx: Tx, { householdId, role }: Own): Promise<Ending> {
  if (role !== 'owner') {
    throw new AppError('forbidden', 'Only an owner can delete a household. Nothing was deleted.');
  }
  await closeHousehold(tx, householdId, null);
  return { householdIds: [householdId], itemIds: [] };
}

async function endAccount(
  tx: Tx,
  { userId }: Own,
  { households }: DeletionPreviewDto,
  { history, households: given }: DeletionInput,
): Promise<Ending> {
  const undecided = households.find(({ id, fate }) => fate === 'undecided' && !given.includes(id));
  if (undecided) {
    throw new AppError(
      'deletion_refused',
      `${undecided.name} has other members and no other owner. Hand it over to one of them, or delete it for everybody. Nothing was deleted.`,
    );
  }
  const isClosed = (each: (typeof households)[number]) =>
    each.fate === 'deleted' || (each.fate === 'undecided' && given.includes(each.id));
  const itemIds: string[] = [];
  for (const { id } of households.filter((each) => !isClosed(each))) {
    itemIds.push(...(await depart(tx, id, userId, history)));
  }
  const householdIds = households.filter(isClosed).map(({ id }) => id);
  for (const householdId of householdIds) await closeHousehold(tx, householdId, userId);
  await publishSessionsEnded(tx, userId);
  await forgetPerson(tx, userId);
  return { householdIds, itemIds };
}

/** The household goes on, without the person and without their name. */
async function depart(
  tx: Tx,
  householdId: string,
  userId: string,
  history: DeletionInput['history'],
): Promise<string[]> {
  const member = await tx.member.findUniqueOrThrow({
    where: { householdId_userId: { householdId, userId } },
    select: { id: true, user: { select: { name: true } } },
  });
  const memberId = member.id;
  const items = await tx.item.findMany({
    where: { householdId, memberId, accessTokenSealed: { not: null } },
    select: { id: true },
  });
  const profiles = await tx.incomeProfile.findMany({
    where: { householdId, memberId },
    select: { id: true },
  });
  const reports = await tx.assetReport.findMany({
    where: { householdId, memberId },
    select: { id: true },
  });
  const known = { householdId, memberId, name: member.user.name };
  await forgetName(tx, known);
  await departMember(tx, { ...known, name: nobody }, history);
  await forgetMember(tx, known);
  await recordAudit(tx, householdId, { kind: 'member_left', details: { history }, by: userId });
  return [...items, ...profiles, ...reports].map(({ id }) => id);
}

/** What came meanwhile: a bank that was being linked as its person went. */
export async function requestRemovals(tx: Tx, ending: Ending): Promise<void> {
  const { householdIds } = ending;
  await requestIncomeRemovals(tx, householdIds);
  await requestReportRemoval(tx, { householdId: { in: householdIds } });
  const accesses = await listAccesses(tx, { householdIds, itemIds: [] });
  for (const { isRequested, ...ref } of accesses) {
    if (!isRequested) await requestRemoval(tx, ref, { history: 'delete' });
  }
}
