import { Contract, type Exchange } from './contract.ts';

const path = process.env.PLAID_OPENAPI;

/** Plaid's OpenAPI file, when this machine has one; the project does not ship it. */
export const contract = path ? new Contract(path) : null;

/**
 * A hook for the official client that shows every exchange to `see`. It replaces the client's own parsing,
 * the one place where request, status and raw answer of successes and errors are seen together.
 */
export function watchExchanges(see: (exchange: Exchange) => void) {
  return function parse(
    this: { url?: string; data?: string },
    raw: unknown,
    _headers: unknown,
    status: number,
  ): unknown {
    const isText = typeof raw === 'string';
    const answer = isText ? parseJson(raw) : raw;
    see({
      path: new URL(this.url ?? '', 'http://127.0.0.1').pathname,
      status,
      request: parseJson(this.data ?? '{}'),
      answer: status === 200 || isText ? answer : parseJson(Buffer.from(raw as Buffer).toString()),
    });
    return answer;
  };
}

/** Stops a test at the first answer that Plaid could not have given. */
export function refuseViolations(exchange: Exchange): void {
  const violations = contract?.check(exchange) ?? [];
  if (violations.length > 0) {
    throw new Error(`Against the contract:\n${violations.join('\n')}`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
