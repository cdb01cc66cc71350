import { z } from 'zod';
import type { CivilDate } from '#lib/dates/civil-date';
import { civilDateSchema } from '#lib/dates/contract';
import { nameText } from '#lib/seen-text';
import type { WorthStatementDto } from '#lib/worth-statements/contract';
import { documentLimit, packDays, passphraseLength } from './limits.ts';

export type DocumentKind = 'net_worth' | 'asset_report' | 'statement' | 'income';

const chosenDocument = z.discriminatedUnion('kind', [
  /** Of one's own accounts, at the end of a day. */
  z.strictObject({ kind: z.literal('net_worth'), on: civilDateSchema, today: civilDateSchema }),
  z.strictObject({ kind: z.literal('asset_report'), assetReportId: z.uuid() }),
  z.strictObject({ kind: z.literal('statement'), statementId: z.uuid() }),
  /** What arrives at one's banks, as Plaid says it. */
  z.strictObject({ kind: z.literal('income') }),
]);
export type ChosenDocument = z.infer<typeof chosenDocument>;

export const createPackInput = z.strictObject({
  /** What it is for, as whoever opens it reads it. */
  title: nameText.min(1, 'Say what it is for.').max(100, 'Use at most 100 characters.'),
  documents: z.array(chosenDocument).min(1, 'Choose at least one document.').max(documentLimit),
  days: z.int().min(packDays.least).max(packDays.most),
  passphrase: z
    .string()
    .min(passphraseLength.least, `Use at least ${passphraseLength.least} characters.`)
    .max(passphraseLength.most, `Use at most ${passphraseLength.most} characters.`)
    .nullable(),
});
export type CreatePackInput = z.infer<typeof createPackInput>;

const packTokenSchema = z.string().regex(/^[\w-]{64}$/, 'This link is not whole.');
const passphrase = z.string().max(passphraseLength.most).nullable();

/** What a stranger sends; the token is in the body, so that it is in no log of addresses. */
export const openPackInput = z.strictObject({ token: packTokenSchema, passphrase });
export const readDocumentInput = z.strictObject({
  token: packTokenSchema,
  passphrase,
  documentId: z.uuid(),
});

export type PackDocumentDto = { id: string; kind: DocumentKind; title: string };

/** What was done with the link. `device`: as far as a browser says what it is. */
export type PackVisitDto = {
  id: string;
  kind: 'opened' | 'read' | 'refused';
  /** What was read. */
  document: string | null;
  device: string;
  /** ISO 8601 */
  at: string;
};

export type ProofPackDto = {
  id: string;
  title: string;
  state: 'open' | 'revoked' | 'expired';
  hasPassphrase: boolean;
  documents: PackDocumentDto[];
  visits: PackVisitDto[];
  /** ISO 8601 */
  createdAt: string;
  /** Until when the link can be used, or when it was taken back. */
  endsAt: string;
};

export type ProofPackListDto = { items: ProofPackDto[]; nextCursor: null };

/** The link is told this once. */
export type NewPackDto = { pack: ProofPackDto; link: string };

/** What somebody with the link is told. Before the passphrase no more than whose it is and until when. */
export type OpenPackDto =
  | { locked: true; by: string; until: string }
  | { locked: false; by: string; until: string; title: string; documents: PackDocumentDto[] };

/** A net worth statement as it was when the pack was made. */
export type SharedStatementDto = { statement: WorthStatementDto; by: string; madeOn: CivilDate };
