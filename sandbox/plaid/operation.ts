import { z } from 'zod';
import type { Sandbox } from '../sandbox.ts';
import { JsonText, printJson } from './json-text.ts';
import { validateBody } from './validation.ts';
import type { Wire } from './wire.ts';

/** Who is calling, and what answers it may use. */
export interface Call {
  sandbox: Sandbox;
  /** Each client id is a world of its own. */
  clientId: string;
}

type Body<Request> = Wire<Omit<Request, 'client_id' | 'secret'>>;
type Answer<Response> = Wire<Omit<Response, 'request_id'>>;

/**
 * A rule for every field that the official client can send: a field Plaid adds, drops or retypes stops
 * this from compiling.
 */
type Shape<Request> = {
  [Field in keyof Required<Body<Request>>]: z.ZodType<Body<Request>[Field]>;
};

export interface Operation {
  path: string;
  /** False for the few operations Plaid answers without credentials. */
  needsCredentials: boolean;
  /** The answer as JSON text of an object, or a document. */
  run(call: Call, body: Record<string, unknown>): Promise<JsonText<unknown> | PdfAnswer>;
}

/** A document instead of JSON; its request id travels in a header. */
export class PdfAnswer {
  readonly bytes: Buffer;
  readonly headers: Record<string, string>;

  constructor(bytes: Buffer, headers: Record<string, string> = {}) {
    this.bytes = bytes;
    this.headers = headers;
  }
}

interface Definition<Request, Response> {
  path: `/${string}`;
  needsCredentials?: boolean;
  request: Shape<Request>;
  handle(
    call: Call,
    request: Body<Request>,
  ): Answer<Response> | JsonText<Answer<Response>> | Promise<Answer<Response>>;
}

/** `Request` and `Response` are the official client's types; the request id is added by the server. */
export function defineOperation<Request extends object, Response extends object>(
  definition: Definition<Request, Response>,
): Operation {
  const schema = describeBody(definition.request);
  return {
    path: definition.path,
    needsCredentials: definition.needsCredentials ?? true,
    async run(call, body) {
      const answer = await definition.handle(call, validateBody(schema, body));
      return answer instanceof JsonText ? answer : printJson(answer);
    },
  };
}

/** An operation that answers with a PDF, which the official client types as `any`. */
export function definePdfOperation<Request extends object>(definition: {
  path: `/${string}`;
  request: Shape<Request>;
  handle(call: Call, request: Body<Request>): PdfAnswer;
}): Operation {
  const schema = describeBody(definition.request);
  return {
    path: definition.path,
    needsCredentials: true,
    run: async (call, body) => definition.handle(call, validateBody(schema, body)),
  };
}

/** The mapped type guarantees shape by shape what the whole then parses to. */
function describeBody<Request>(shape: Shape<Request>): z.ZodType<Body<Request>> {
  return z.strictObject(shape) as unknown as z.ZodType<Body<Request>>;
}
