import 'server-only';
import { fetchReportPdf } from '#lib/asset-reports/download-report';
import { db } from '#lib/db/client';
import { AppError } from '#lib/errors';
import { answerPdf } from '#lib/http/answer-pdf';
import { fetchIncomePdf } from '#lib/income/download-report';
import { log } from '#lib/log';
import { fetchStatement } from '#lib/statements/fetch-statement';
import type { SharedStatementDto } from './contract.ts';
import { type Key, noteVisit, type OpenPack, requirePack } from './open-pack.ts';
import { openContent } from './pack-content.ts';

/**
 * A document of a pack, for whoever has its link. What Plaid or a bank made is fetched now, with the rights of whose it
 * is, and passed on; figures of the app's own are as they were when the pack was made.
 *
 * @throws AppError not_found, also where its source is gone; wrong_credentials; rate_limited; plaid_unavailable
 */
export async function readDocument(
  key: Key,
  documentId: string,
  userAgent: string | null,
): Promise<SharedStatementDto | Response> {
  const pack = await requirePack(key, userAgent);
  const answer = await find(pack, documentId);
  await noteVisit(pack, { kind: 'read', documentId }, userAgent);
  return answer;
}

async function find(pack: OpenPack, documentId: string): Promise<SharedStatementDto | Response> {
  const { householdId, packId, memberId } = pack;
  const row = await db().proofPackDocument.findFirst({
    where: { householdId, packId, id: documentId },
    select: { kind: true, sourceId: true, contentSealed: true },
  });
  if (!row) throw new AppError('not_found', 'There is no such document behind this link.');
  const { kind, sourceId, contentSealed } = row;
  if (contentSealed !== null) return openContent({ householdId, documentId }, contentSealed);
  const sharer = { householdId, memberId };
  try {
    if (kind === 'income') return answerPdf(await fetchIncomePdf(sharer));
    if (sourceId === null) throw isGone();
    if (kind === 'asset_report') {
      return answerPdf(await fetchReportPdf(sharer, sourceId));
    }
    return answerPdf(await fetchStatement(sharer, sourceId));
  } catch (error) {
    throw toStrangersWords(error);
  }
}

/** What a bank wants of whose document it is, is not for strangers. */
function toStrangersWords(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  log.info({ code: error.code }, 'a shared document could not be fetched');
  if (error.code === 'plaid_unavailable') {
    return new AppError(
      'plaid_unavailable',
      'It cannot be fetched just now. Try again in a while.',
      {
        retryAfterSeconds: 60,
      },
    );
  }
  return isGone();
}

function isGone(): AppError {
  return new AppError(
    'not_found',
    'This document cannot be shown any more. Ask whoever sent the link for a new one.',
  );
}
