import 'server-only';
import type { z } from 'zod';
import { requireCategory } from '#lib/categories/mutations';
import { db, type Tx } from '#lib/db/client';
import { newId } from '#lib/db/ids';
import { AppError } from '#lib/errors';
import { requireAccount, type Viewer } from '#lib/privacy/viewer';
import { requireTags } from '#lib/tags/mutations';
import type { TransactionFilter } from '#lib/transactions/contract';
import { noCategory, writeFilter } from '#lib/transactions/filter-url';
import {
  type SavedViewDto,
  type SavedViewListDto,
  type savedViewInput,
  savedViewLimit,
  type savedViewPatch,
} from './contract.ts';
import { listSavedViews } from './queries.ts';

/** @throws AppError invalid_input or not_found when there is no room, another has that name, or it names what is not here */
export async function createSavedView(
  viewer: Viewer,
  { name, filter, index }: z.output<typeof savedViewInput>,
): Promise<SavedViewListDto> {
  const { householdId, memberId } = viewer;
  return changeSavedViews(viewer, async (tx, views) => {
    if (views.length >= savedViewLimit) {
      const message = `There is room for ${savedViewLimit} views. Nothing was saved; delete one first.`;
      throw new AppError('invalid_input', message);
    }
    requireFreeName(views, name);
    await requireKnown(tx, viewer, filter);
    const id = newId();
    const query = String(writeFilter(filter));
    await tx.savedView.create({
      data: { householdId, id, memberId, name, query, position: views.length },
      select: { id: true },
    });
    return views.map((view) => view.id).toSpliced(index ?? views.length, 0, id);
  });
}

/** @throws AppError not_found; invalid_input when another has that name, or it names what is not here */
export async function updateSavedView(
  viewer: Viewer,
  id: string,
  { name, filter, index }: z.output<typeof savedViewPatch>,
): Promise<SavedViewListDto> {
  const { householdId, memberId } = viewer;
  return changeSavedViews(viewer, async (tx, views) => {
    const others = views.filter((view) => view.id !== id);
    if (others.length === views.length) throw noSuchView();
    if (name !== undefined) requireFreeName(others, name);
    if (filter) await requireKnown(tx, viewer, filter);
    await tx.savedView.updateMany({
      where: { householdId, memberId, id },
      data: { name, ...(filter && { query: String(writeFilter(filter)) }) },
    });
    const at = index ?? views.findIndex((view) => view.id === id);
    return others.map((view) => view.id).toSpliced(at, 0, id);
  });
}

/** @throws AppError not_found */
export async function deleteSavedView(viewer: Viewer, id: string): Promise<SavedViewListDto> {
  const { householdId, memberId } = viewer;
  return changeSavedViews(viewer, async (tx, views) => {
    const { count } = await tx.savedView.deleteMany({ where: { householdId, memberId, id } });
    if (count === 0) throw noSuchView();
    return views.flatMap((view) => (view.id === id ? [] : [view.id]));
  });
}

/**
 * One change of the member's views after the other.
 *
 * @param change  returns their ids in the order in which they are to stand
 */
async function changeSavedViews(
  viewer: Viewer,
  change: (tx: Tx, views: SavedViewDto[]) => Promise<string[]>,
): Promise<SavedViewListDto> {
  const { householdId, memberId } = viewer;
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`
      SELECT FROM "Member" WHERE "householdId" = ${householdId}::uuid AND "id" = ${memberId}::uuid
      FOR NO KEY UPDATE`;
    const { items } = await listSavedViews(viewer, tx);
    const ids = await change(tx, items);
    await tx.$executeRaw`
      UPDATE "SavedView" v SET "position" = o."place" - 1
      FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS o("id", "place")
      WHERE v."householdId" = ${householdId}::uuid AND v."memberId" = ${memberId}::uuid
        AND v."id" = o."id"`;
    return listSavedViews(viewer, tx);
  });
}

function requireFreeName(views: readonly SavedViewDto[], name: string): void {
  if (!views.some((view) => view.name.toLowerCase() === name.toLowerCase())) return;
  throw new AppError('invalid_input', 'Another view has this name. Nothing was changed.', {
    fields: { name: 'Another view has this name.' },
  });
}

/** What a filter names is the household's, and its account one that the member sees. */
async function requireKnown(tx: Tx, viewer: Viewer, filter: TransactionFilter): Promise<void> {
  const { accountId, categoryId, tagIds } = filter;
  const { householdId } = viewer;
  if (accountId) await requireAccount(viewer, accountId, 'full', tx);
  if (categoryId && categoryId !== noCategory) await requireCategory(tx, householdId, categoryId);
  if (tagIds) await requireTags(tx, householdId, tagIds);
}

const noSuchView = () => new AppError('not_found', 'There is no such view.');
