export interface RequestEntry {
  /** ISO 8601, of the sandbox's clock. */
  at: string;
  path: string;
  status: number;
  durationMs: number;
  requestId: string;
  clientId: string | null;
  itemId: string | null;
  errorCode: string | null;
  /** The mode or kind of fault that struck the call. */
  fault: string | null;
  request: unknown;
}

const maxEntries = 1000;
const secretFields =
  /^(secret|client_id|access_token|access_tokens|public_token|link_token|password|override_password|user_token)$/;
const maxTextLength = 200;
const maxListLength = 20;

/** The latest calls of the API, in memory, without anything that opens an account. */
export class RequestLog {
  #entries: RequestEntry[] = [];

  add(entry: RequestEntry): void {
    this.#entries.push({ ...entry, request: redact(entry.request) });
    if (this.#entries.length > maxEntries * 1.1) {
      this.#entries = this.#entries.slice(-maxEntries);
    }
  }

  /** Newest first. */
  list(filter: {
    path?: string | undefined;
    itemId?: string | undefined;
    limit: number;
  }): RequestEntry[] {
    return this.#entries
      .filter(
        (entry) =>
          (filter.path === undefined || entry.path === filter.path) &&
          (filter.itemId === undefined || entry.itemId === filter.itemId),
      )
      .slice(-filter.limit)
      .reverse();
  }
}

function redact(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.slice(0, maxListLength).map(redact);
  }
  if (typeof value === 'string') {
    return value.slice(0, maxTextLength);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      secretFields.test(name) ? '[removed]' : redact(field),
    ]),
  );
}
