import type { Cause, PlaidError, PlaidErrorType } from 'plaid';
import { describeError, type ErrorCode } from './error-catalogue.ts';
import type { Wire } from './wire.ts';

interface FailureDetail {
  message?: string;
  /** Some codes exist under several types: a report that is not ready is an ASSET_REPORT_ERROR. */
  type?: Wire<PlaidErrorType>;
  display?: string;
  /** What went wrong with each Item, when an error is about several. */
  causes?: Wire<Cause>[];
  /** Plaid repeats the HTTP status in the body of a few errors. */
  showStatus?: boolean;
}

/** Thrown anywhere inside an operation; becomes Plaid's error body. */
export class PlaidFailure extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly #detail: FailureDetail;

  constructor(code: ErrorCode, detail: FailureDetail = {}) {
    super(detail.message ?? describeError(code).message);
    this.name = 'PlaidFailure';
    this.code = code;
    this.status = describeError(code).status ?? 400;
    this.#detail = detail;
  }

  toWire(requestId: string): Wire<PlaidError> {
    const error = toItemError(this.code, this.#detail.type);
    return {
      ...error,
      error_message: this.message,
      display_message: this.#detail.display ?? error.display_message,
      request_id: requestId,
      ...(this.#detail.causes ? { causes: this.#detail.causes } : {}),
      ...(this.#detail.showStatus ? { status: this.status } : {}),
    };
  }
}

/** The error object without a request, as `item.error` and webhooks carry it. */
export function toItemError(
  code: ErrorCode,
  type: Wire<PlaidErrorType> = describeError(code).type,
): Wire<PlaidError> {
  const { message, display } = describeError(code);
  const section = type
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/-error$/, '');
  return {
    error_type: type,
    error_code: code,
    error_message: message,
    display_message: display ?? null,
    documentation_url: `https://plaid.com/docs/?ref=error#${section}-errors`,
    suggested_action: null,
  };
}
