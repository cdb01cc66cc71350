import 'server-only';
import { seal, unseal } from '#lib/crypto/seal';
import type { SealedPlace } from '#lib/crypto/sealed-columns';
import { db, type Tx } from '#lib/db/client';
import type { Viewer } from '#lib/privacy/viewer';
import { type DetailsInput, type OwnDetails, ownDetailsSchema } from './contract.ts';

const nothing: OwnDetails = { names: [], addresses: [], phones: [], emails: [] };

/** What a member says is right of what banks have on file, and what is not. */
export async function readOwnDetails(
  { householdId, memberId }: Viewer,
  client: Pick<Tx, 'ownDetails'> = db(),
): Promise<OwnDetails> {
  const row = await client.ownDetails.findUnique({
    where: { householdId_memberId: { householdId, memberId } },
    select: { detailsSealed: true },
  });
  if (!row) return nothing;
  const text = unseal(row.detailsSealed, placeOf({ householdId, memberId }));
  return ownDetailsSchema.parse(JSON.parse(text));
}

/** Replaces what the member says of one kind. */
export async function setOwnDetails(viewer: Viewer, { kind, said }: DetailsInput): Promise<void> {
  const { householdId, memberId } = viewer;
  await db().$transaction(async (tx) => {
    // Of two tabs that say something of two kinds, neither takes the other's word back.
    await tx.$queryRaw`
      SELECT 1 FROM "Member" WHERE "householdId" = ${householdId}::uuid
        AND "id" = ${memberId}::uuid FOR NO KEY UPDATE`;
    const details = ownDetailsSchema.parse({ ...(await readOwnDetails(viewer, tx)), [kind]: said });
    const setAt = new Date();
    const detailsSealed = seal(JSON.stringify(details), placeOf(viewer));
    await tx.ownDetails.upsert({
      where: { householdId_memberId: { householdId, memberId } },
      create: { householdId, memberId, detailsSealed, setAt },
      update: { detailsSealed, setAt },
    });
  });
}

function placeOf({ householdId, memberId }: Viewer): SealedPlace {
  return { table: 'OwnDetails', column: 'detailsSealed', householdId, rowId: memberId };
}
