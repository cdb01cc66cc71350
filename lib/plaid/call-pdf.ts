import 'server-only';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { refuseAnswer, sendCall } from './call.ts';

/** A statement of hundreds of pages has some megabytes. */
const limitBytes = 20 * 1024 * 1024;

/** How the official client is to answer: with bytes, and no more of them than we would take. */
export const asBytes = { responseType: 'arraybuffer', maxContentLength: limitBytes } as const;

const pdfHeaders = z.object({
  'content-type': z.string().regex(/^application\/pdf\b/i),
  /** SHA-256 of the document, where Plaid tells it. */
  'plaid-content-hash': z.string().optional(),
});
const idHeader = z.object({ 'plaid-request-id': z.string().optional() });

type PdfAnswer = { data: unknown; headers: unknown };

/**
 * Makes one call that answers with a PDF, and holds the document against what it says it is.
 *
 * @param path  for the log
 * @param send  the call of the official client, with `asBytes`
 * @throws PlaidError always, whatever went wrong; BAD_ANSWER for what is no whole PDF
 */
export async function callPlaidPdf(
  path: string,
  send: () => Promise<PdfAnswer>,
  accessToken: string | null = null,
): Promise<Uint8Array<ArrayBuffer>> {
  const readId = ({ headers }: PdfAnswer) => idHeader.safeParse(headers).data?.['plaid-request-id'];
  const { answer, requestId } = await sendCall(path, send, readId, accessToken);
  const problem = findProblem(answer);
  if (problem) throw refuseAnswer(`${path} answered with ${problem}`, requestId);
  return new Uint8Array(answer.data as ArrayBuffer);
}

/** Why an answer is no PDF to be passed on; null where it is one. */
export function findProblem({ data, headers }: PdfAnswer): string | null {
  const told = pdfHeaders.safeParse({ ...(headers as object) });
  if (!told.success) return 'something that is no PDF by its headers';
  if (!Buffer.isBuffer(data) && !(data instanceof ArrayBuffer)) return 'no bytes';
  const bytes = Buffer.from(data as ArrayBuffer);
  if (bytes.length > limitBytes) return 'too much';
  if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) return 'something that is no PDF';
  const expected = told.data['plaid-content-hash'];
  if (expected === undefined) return null;
  const hash = createHash('sha256').update(bytes).digest('hex');
  return hash === expected.toLowerCase() ? null : 'a PDF that was changed on its way';
}
