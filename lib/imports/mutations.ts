import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { db, Prisma, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { requireAccount, type Viewer } from '#lib/privacy/viewer';
import type { ApplyInput, FileImportDto, ImportPatch } from './contract.ts';
import { enqueueFileImport } from './find-imports.ts';
import { getFileImport, noSuchImport, ownImports } from './queries.ts';

/**
 * Has a file read anew: for another account, or as the person says that it is to be read.
 *
 * @throws AppError not_found; import_refused once it is imported
 */
export async function updateFileImport(
  viewer: Viewer,
  importId: string,
  { accountId, mapping, sheet }: ImportPatch,
): Promise<FileImportDto> {
  await requireAccount(viewer, accountId);
  const before = await db().fileImport.findFirst({
    where: { ...(await ownImports(viewer)), id: importId },
    select: { mapping: true, source: true },
  });
  // A guess that the person left alone is made anew: for another account it may be another.
  const isGuess = before?.source === null && isDeepStrictEqual(before.mapping, mapping);
  await goOn(viewer, importId, ['ready', 'reading'], {
    state: 'reading',
    accountId,
    mapping: isGuess ? Prisma.DbNull : mapping,
    sheet,
  });
  return getFileImport(viewer, importId);
}

/** Has what was read be imported, all of it or nothing. @throws as updateFileImport */
export async function applyFileImport(
  viewer: Viewer,
  importId: string,
  choices: ApplyInput,
): Promise<FileImportDto> {
  await goOn(viewer, importId, ['ready'], { state: 'applying', choices });
  return getFileImport(viewer, importId);
}

/** Gives a file up that is not imported. @throws as updateFileImport */
export async function discardFileImport(viewer: Viewer, importId: string): Promise<{ id: string }> {
  const own = { ...(await ownImports(viewer)), id: importId };
  const { count } = await db().fileImport.deleteMany({
    where: { ...own, state: { in: ['reading', 'ready', 'failed'] } },
  });
  if (count === 0) await refuse(own);
  return { id: importId };
}

type State = FileImportDto['state'];

async function goOn(
  viewer: Viewer,
  importId: string,
  from: State[],
  data: Prisma.FileImportUncheckedUpdateManyInput,
): Promise<void> {
  const own = { ...(await ownImports(viewer)), id: importId };
  const { householdId } = viewer;
  await db().$transaction(async (tx) => {
    const { count } = await tx.fileImport.updateMany({
      where: { ...own, state: { in: from } },
      data: { ...data, version: { increment: 1 } },
    });
    if (count === 0) await refuse(own, tx);
    await enqueueFileImport(tx, { householdId, importId });
  });
}

/** It is in another state, or not there. */
async function refuse(
  own: Prisma.FileImportWhereInput,
  client: Pick<Tx, 'fileImport'> = db(),
): Promise<never> {
  if ((await client.fileImport.count({ where: own })) === 0) throw noSuchImport();
  throw new AppError(
    'import_refused',
    'This file is being read or was imported already. Nothing was changed; look again in a moment.',
  );
}
