/** A mail as the operator sees it. Where a relay takes mails its words are nobody's to read. */
export type OperatorMailDto = {
  id: string;
  to: string;
  subject: string;
  text: string | null;
  state: 'waiting' | 'sent' | 'kept' | 'dropped' | 'failed';
  attempts: number;
  lastError: string | null;
  /** ISO 8601 */
  createdAt: string;
};

/** `hasRelay`: SMTP_URL is set, so that mails leave. */
export type OperatorMailList = { items: OperatorMailDto[]; nextCursor: null; hasRelay: boolean };
