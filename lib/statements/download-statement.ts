import 'server-only';
import { recordAudit } from '#lib/audit/record-audit';
import { db } from '#lib/db/client';
import { answerPdf } from '#lib/http/answer-pdf';
import type { Viewer } from '#lib/privacy/viewer';
import { fetchStatement } from './fetch-statement.ts';

/** A statement as a file to be saved, and an entry that it was. @throws AppError as fetchStatement */
export async function downloadStatement(viewer: Viewer, statementId: string): Promise<Response> {
  const { fileName, accountName, month, bytes } = await fetchStatement(viewer, statementId);
  await db().$transaction((tx) =>
    recordAudit(tx, viewer.householdId, {
      kind: 'statement_downloaded',
      details: { account: accountName, month },
    }),
  );
  return answerPdf({ fileName, bytes });
}
