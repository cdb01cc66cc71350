import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { spoilAnswer } from '../faults/apply-fault.ts';
import type { Fault } from '../faults/fault-list.ts';
import { createRequestId } from '../ids.ts';
import { findItemId } from '../items/require-item.ts';
import { logFailure } from '../log.ts';
import type { Sandbox } from '../sandbox.ts';
import { takeCredentials } from './credentials.ts';
import { describeError, isErrorCode } from './error-catalogue.ts';
import { PlaidFailure } from './failure.ts';
import type { Operation } from './operation.ts';
import { parseRequest } from './parse-request.ts';

interface Answer {
  status: number;
  text: string;
  errorCode: string | null;
}

interface Noted {
  clientId: string | null;
  itemId: string | null;
  request: unknown;
}

/** Answers one call of the API from start to end, including whatever fault has been ordered for it. */
export async function servePlaid(
  sandbox: Sandbox,
  operations: ReadonlyMap<string, Operation>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const startedAt = performance.now();
  const requestId = createRequestId();
  const path = incoming.url?.split('?', 1)[0] ?? '/';
  const noted: Noted = { clientId: null, itemId: null, request: null };
  let fault: Fault | null = null;
  let answer: Answer;
  try {
    const operation = incoming.method === 'POST' ? operations.get(path) : undefined;
    if (!operation) {
      throw new PlaidFailure('NOT_FOUND');
    }
    const received = await parseRequest(incoming);
    noted.request = received;
    noted.itemId = findCalledItem(sandbox, received);
    fault = sandbox.faults.strike(path, noted.itemId);
    if (fault && fault.delayMs > 0) {
      await delay(fault.delayMs);
    }
    const ordered = fault && orderedAnswer(fault, requestId);
    answer =
      ordered ??
      (await runOperation(sandbox, operation, received, incoming, requestId, noted, fault));
  } catch (error) {
    answer = toErrorAnswer(error, requestId);
  }
  sandbox.requests.add({
    at: new Date(sandbox.clock.now()).toISOString(),
    path,
    status: answer.status,
    durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
    requestId,
    errorCode: answer.errorCode,
    fault: fault ? (fault.mode ?? fault.errorCode ?? 'delay') : null,
    ...noted,
  });
  send(outgoing, answer, fault);
}

async function runOperation(
  sandbox: Sandbox,
  operation: Operation,
  received: Record<string, unknown>,
  incoming: IncomingMessage,
  requestId: string,
  noted: Noted,
  fault: Fault | null,
): Promise<Answer> {
  if (fault?.mode === 'reset') {
    return { status: 0, text: '', errorCode: null };
  }
  const header = (name: string) => {
    const value = incoming.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  const { clientId, body } = takeCredentials(received, header, operation.needsCredentials);
  noted.clientId = clientId;
  const { text } = await operation.run({ sandbox, clientId }, body);
  return { status: 200, text: withRequestId(text, requestId), errorCode: null };
}

/** Adds the request id to an object already printed. */
function withRequestId(text: string, requestId: string): string {
  return text === '{}'
    ? `{"request_id":"${requestId}"}`
    : `${text.slice(0, -1)},"request_id":"${requestId}"}`;
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
  return { status: fault.status ?? known.status, text: JSON.stringify(body), errorCode: code };
}

function toErrorAnswer(error: unknown, requestId: string): Answer {
  const failure = error instanceof PlaidFailure ? error : new PlaidFailure('INTERNAL_SERVER_ERROR');
  if (failure !== error) {
    logFailure('an operation failed', error);
  }
  return {
    status: failure.status,
    text: JSON.stringify(failure.toWire(requestId)),
    errorCode: failure.code,
  };
}

function send(outgoing: ServerResponse, answer: Answer, fault: Fault | null): void {
  if (fault?.mode === 'reset') {
    outgoing.destroy();
    return;
  }
  if (fault && spoilAnswer(outgoing, fault, answer.text)) {
    return;
  }
  const bytes = Buffer.from(answer.text);
  outgoing.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    'cache-control': 'no-store',
  });
  outgoing.end(bytes);
}

function findCalledItem(sandbox: Sandbox, body: Record<string, unknown>): string | null {
  return typeof body.access_token === 'string'
    ? findItemId(sandbox.db, body.access_token, null)
    : null;
}
