import 'server-only';
import { db } from '#lib/db/client';
import { publish } from '#lib/live/publish';
import { log } from '#lib/log';
import { listOpenAccounts } from '#lib/privacy/viewer';
import { applyImport } from './apply-import.ts';
import type { FileImportRef } from './find-imports.ts';
import { readImport } from './read-import.ts';
import { UnreadableFile } from './sheet.ts';

/** Goes on with an import from where it is. Harmless to do again. @throws to be tried again */
export async function runImport({ householdId, importId }: FileImportRef): Promise<void> {
  const found = await db().fileImport.findUnique({
    where: { householdId_id: { householdId, id: importId } },
    select: {
      state: true,
      version: true,
      file: true,
      sheet: true,
      mapping: true,
      choices: true,
      accountId: true,
      memberId: true,
      member: { select: { userId: true } },
      account: { select: { type: true, currency: true, itemId: true } },
    },
  });
  if (!found?.file || (found.state !== 'reading' && found.state !== 'applying')) return;
  const { version, memberId } = found;
  // Meanwhile its member may have lost sight of the account.
  const open = await listOpenAccounts({ householdId, memberId });
  if (!open.includes(found.accountId)) return;
  try {
    const work = { ...found, file: found.file, householdId, importId };
    if (found.state === 'reading') await readImport(work);
    else await applyImport(work);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    log.info({ importId }, 'a file could not be read');
    await db().$transaction(async (tx) => {
      await tx.fileImport.updateMany({
        where: { householdId, id: importId, version },
        data: { state: 'failed', failure: error.message, file: null },
      });
      await publish(tx, householdId, ['imports']);
    });
  }
}
