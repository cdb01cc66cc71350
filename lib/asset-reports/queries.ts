import 'server-only';
import { db, type Tx } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { itemNameColumns, itemNameOf } from '#lib/items/item-name';
import { listOwnItems, type Viewer } from '#lib/privacy/viewer';
import { judgeOffer } from '#lib/products/judge-offer';
import type { AssetReportDto, AssetReportListDto, ReportBankDto } from './contract.ts';
import { describeReport } from './describe-report.ts';
import { reportLimit } from './limits.ts';

const bankLimit = 99;

const reportColumns = {
  id: true,
  state: true,
  days: true,
  banks: true,
  leftOut: true,
  errorCode: true,
  createdAt: true,
  readyAt: true,
  expiresAt: true,
  removeRequestedAt: true,
  copies: {
    select: { id: true, auditorId: true, createdAt: true, tokenSealed: true },
    orderBy: { createdAt: 'asc' },
  },
} as const;

/** The member's own, the latest first; nobody else's. */
export async function listReports({ householdId, memberId }: Viewer): Promise<AssetReportListDto> {
  const rows = await db().assetReport.findMany({
    where: { householdId, memberId },
    select: reportColumns,
    orderBy: { createdAt: 'desc' },
    take: 2 * reportLimit,
  });
  return { items: rows.map(toReportDto), nextCursor: null };
}

/** @throws AppError not_found */
export async function getReport(
  { householdId, memberId }: Viewer,
  reportId: string,
  client: Pick<Tx, 'assetReport'> = db(),
): Promise<AssetReportDto> {
  const row = await client.assetReport.findFirst({
    where: { householdId, memberId, id: reportId },
    select: reportColumns,
  });
  if (!row) throw noReport();
  return toReportDto(row);
}

export function noReport(): AppError {
  return new AppError('not_found', 'There is no such report; it was removed, or its time is over.');
}

type ReportRow = {
  id: string;
  state: 'waiting' | 'ready' | 'failed';
  days: number;
  banks: string[];
  leftOut: number;
  errorCode: string | null;
  createdAt: Date;
  readyAt: Date | null;
  expiresAt: Date;
  removeRequestedAt: Date | null;
  copies: { id: string; auditorId: string; createdAt: Date; tokenSealed: string | null }[];
};

function toReportDto({ errorCode, removeRequestedAt, ...row }: ReportRow): AssetReportDto {
  const state = removeRequestedAt ? 'removing' : row.state;
  return {
    ...row,
    state,
    text: describeReport({ state, errorCode }),
    createdAt: row.createdAt.toISOString(),
    readyAt: row.readyAt?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
    copies: row.copies.map(({ tokenSealed, createdAt, ...copy }) => ({
      ...copy,
      createdAt: createdAt.toISOString(),
      isUnsure: tokenSealed === null,
    })),
  };
}

/** The banks about which the viewer decides, and whether a report of each may be made. */
export async function listReportBanks(viewer: Viewer): Promise<ReportBankDto[]> {
  const rows = await db().item.findMany({
    where: {
      householdId: viewer.householdId,
      id: { in: await listOwnItems(viewer) },
      accessTokenSealed: { not: null },
      removeRequestedAt: null,
      stopReason: null,
    },
    select: { id: true, plaid: true, ...itemNameColumns },
    orderBy: { createdAt: 'asc' },
    take: bankLimit,
  });
  return rows.map((row) => {
    const offer = judgeOffer(row.plaid, 'assets');
    const state =
      offer === 'waiting' ? 'allowed' : offer === 'unsupported' ? offer : 'needs_consent';
    return { itemId: row.id, bank: itemNameOf(row), state };
  });
}
