/**
 * Every failure a caller can expect, with the HTTP status it becomes. An unexpected error is a bug:
 * it is logged and answered as `internal`.
 */
const statusByCode = {
  invalid_input: 400,
  unsupported_media_type: 415,
  payload_too_large: 413,
  unauthenticated: 401,
  wrong_credentials: 401,
  /** What came before in signing in is too long ago, or was used up: it begins anew. */
  sign_in_expired: 401,
  forbidden: 403,
  sign_up_closed: 403,
  /** The person must prove anew who they are; then the same request is sent again. */
  step_up_required: 403,
  not_found: 404,
  method_not_allowed: 405,
  email_taken: 409,
  link_expired: 410,
  duplicate_item: 409,
  item_disconnected: 409,
  /** The bank wants something of the person first, see its connection. */
  item_needs_you: 409,
  nothing_to_verify: 409,
  relink_refused: 409,
  import_refused: 409,
  deletion_refused: 409,
  no_balance: 409,
  /** A household stays as it is: its last owner, too many members. */
  household_refused: 409,
  job_refused: 409,
  invalid_public_token: 400,
  invalid_webhook: 401,
  /** The caller left in the middle of the request: nobody reads this answer. */
  request_aborted: 400,
  rate_limited: 429,
  /** Plaid or the bank behind it answered with an error that is not the person's. */
  plaid_error: 502,
  plaid_unavailable: 503,
  unavailable: 503,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof statusByCode;

/**
 * An expected failure.
 *
 * @property message  for people: what happened, whether anything was lost, what to do
 * @property fields   for `invalid_input`: one message per field, keyed by its path
 * @property data     further machine-readable facts for the caller
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, string> | undefined;
  readonly data: Record<string, unknown> | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** What a program that brought a token is to bring: `WWW-Authenticate`, as RFC 6750 has it. */
  readonly challenge: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    details: {
      fields?: Record<string, string>;
      data?: Record<string, unknown>;
      retryAfterSeconds?: number;
      challenge?: string;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: details.cause });
    this.name = 'AppError';
    this.code = code;
    this.fields = details.fields;
    this.data = details.data;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.challenge = details.challenge;
  }

  get status(): number {
    return statusByCode[this.code];
  }
}

/** What the API answers with a non-2xx status. */
export type ErrorBody = {
  error: {
    code: ErrorCode;
    message: string;
    fields?: Record<string, string>;
    data?: Record<string, unknown>;
    /** Of the request, where it failed for a reason that only our log has. */
    id?: string;
  };
};

/** For `catch`: what is not there, or not for the viewer, is null; every other error is thrown. */
export function nullWhenMissing(error: unknown): null {
  if (error instanceof AppError && error.code === 'not_found') return null;
  throw error;
}
