import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { spoilAnswer } from '../faults/apply-fault.ts';
import type { Fault } from '../faults/fault-list.ts';
import { createRequestId } from '../ids.ts';
import { findItemId } from '../items/require-item.ts';
import { logFailure } from '../log.ts';
import { findGrantedItemId } from '../processors/processor-tokens.ts';
import type { Sandbox } from '../sandbox.ts';
import { takeCredentials } from './credentials.ts';
import { describeError, isErrorCode } from './error-catalogue.ts';
import { PlaidFailure } from './failure.ts';
import { encodePieces, type JsonText } from './json-text.ts';
import { type Operation, PdfAnswer } from './operation.ts';
import { parseRequest } from './parse-request.ts';

interface Answer {
  status: number;
  bytes: Buffer;
  headers?: Record<string, string>;
  errorCode: string | null;
}

/** What becomes known about a call while it is answered; the log shows it even when the call fails. */
interface Exchange {
  requestId: string;
  path: string;
  clientId: string | null;
  itemId: string | null;
  request: unknown;
  fault: Fault | null;
}

/** Answers one call of the API from start to end, including whatever fault has been ordered for it. */
export async function servePlaid(
  sandbox: Sandbox,
  operations: ReadonlyMap<string, Operation>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const startedAt = performance.now();
  const exchange: Exchange = {
    requestId: createRequestId(),
    path: incoming.url?.split('?', 1)[0] ?? '/',
    clientId: null,
    itemId: null,
    request: null,
    fault: null,
  };
  const answer = await answerCall(sandbox, operations, incoming, exchange).catch((error: unknown) =>
    toErrorAnswer(error, exchange.requestId),
  );
  const { fault, ...known } = exchange;
  sandbox.requests.add({
    ...known,
    at: new Date(sandbox.clock.now()).toISOString(),
    status: answer.status,
    durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
    errorCode: answer.errorCode,
    fault: fault ? (fault.mode ?? fault.errorCode ?? 'delay') : null,
  });
  send(outgoing, answer, fault, exchange.requestId);
}

async function answerCall(
  sandbox: Sandbox,
  operations: ReadonlyMap<string, Operation>,
  incoming: IncomingMessage,
  exchange: Exchange,
): Promise<Answer> {
  const operation = incoming.method === 'POST' ? operations.get(exchange.path) : undefined;
  if (!operation) {
    throw new PlaidFailure('NOT_FOUND');
  }
  const received = await parseRequest(incoming);
  exchange.request = received;
  exchange.itemId = findCalledItem(sandbox, received);
  exchange.fault = sandbox.faults.strike(exchange.path, exchange.itemId);
  const ordered = await meetFault(exchange.fault, exchange.requestId);
  if (ordered) {
    return ordered;
  }
  const header = (name: string) => {
    const value = incoming.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const { clientId, body } = takeCredentials(received, header, operation.needsCredentials);
  exchange.clientId = clientId;
  const refusal = sandbox.rateLimits.count({ ...exchange, clientId }, sandbox.clock.now());
  if (refusal) {
    throw new PlaidFailure(refusal);
  }
  const answer = await operation.run({ sandbox, clientId }, body);
  if (answer instanceof PdfAnswer) {
    const headers = { ...answer.headers, 'content-type': 'application/pdf' };
    return { status: 200, bytes: answer.bytes, headers, errorCode: null };
  }
  const bytes = encodePieces(withRequestId(answer, exchange.requestId));
  return { status: 200, bytes, errorCode: null };
}

/** Waits as long as the fault says; an answer means that the operation is not to run. */
async function meetFault(fault: Fault | null, requestId: string): Promise<Answer | null> {
  if (!fault) {
    return null;
  }
  if (fault.delayMs > 0) {
    await delay(fault.delayMs);
  }
  return fault.mode === 'reset' ? printAnswer(0, '', null) : orderedAnswer(fault, requestId);
}

/** Adds the request id to an object already printed. */
function withRequestId({ pieces }: JsonText<unknown>, requestId: string): string[] {
  const last = pieces.at(-1) ?? '';
  const comma = last === '{}' ? '' : ',';
  return [...pieces.slice(0, -1), `${last.slice(0, -1)}${comma}"request_id":"${requestId}"}`];
}

/** The error a fault orders, instead of running the operation; null when it orders none. */
function orderedAnswer(fault: Fault, requestId: string): Answer | null {
  if (fault.errorCode === null && fault.status === null) {
    return null;
  }
  const code = fault.errorCode ?? 'INTERNAL_SERVER_ERROR';
  const known = isErrorCode(code)
    ? new PlaidFailure(code)
    : new PlaidFailure('INTERNAL_SERVER_ERROR');
  const body = {
    ...known.toWire(requestId),
    error_code: code,
    error_type: fault.errorType ?? describeError(known.code).type,
  };
  return printAnswer(fault.status ?? known.status, JSON.stringify(body), code);
}

function toErrorAnswer(error: unknown, requestId: string): Answer {
  const failure = error instanceof PlaidFailure ? error : new PlaidFailure('INTERNAL_SERVER_ERROR');
  if (failure !== error) {
    logFailure('an operation failed', error);
  }
  return printAnswer(failure.status, JSON.stringify(failure.toWire(requestId)), failure.code);
}

function printAnswer(status: number, text: string, errorCode: string | null): Answer {
  return { status, bytes: Buffer.from(text), errorCode };
}

function send(
  outgoing: ServerResponse,
  answer: Answer,
  fault: Fault | null,
  requestId: string,
): void {
  if (fault?.mode === 'reset') {
    outgoing.destroy();
    return;
  }
  if (fault && spoilAnswer(outgoing, fault, answer.bytes)) {
    return;
  }
  outgoing.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': answer.bytes.length,
    'cache-control': 'no-store',
    // Plaid's own header: the only place of the request id when the body is a document.
    'plaid-request-id': requestId,
    ...answer.headers,
  });
  outgoing.end(answer.bytes);
}

function findCalledItem(sandbox: Sandbox, body: Record<string, unknown>): string | null {
  if (typeof body.access_token === 'string') {
    return findItemId(sandbox.db, body.access_token, null);
  }
  return typeof body.processor_token === 'string'
    ? findGrantedItemId(sandbox.db, body.processor_token)
    : null;
}
