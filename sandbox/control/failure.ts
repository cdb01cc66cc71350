import type { Context } from 'hono';
import { z } from 'zod';

/** Thrown inside a control handler; answered as `{ error: { code, message } }`. */
export class ControlFailure extends Error {
  readonly status: 400 | 404 | 409;
  readonly code: string;

  constructor(status: 400 | 404 | 409, code: string, message: string) {
    super(message);
    this.name = 'ControlFailure';
    this.status = status;
    this.code = code;
  }
}

/** The JSON body, checked; an absent body is an empty object. */
export async function readControlBody<T>(context: Context, schema: z.ZodType<T>): Promise<T> {
  const text = await context.req.text();
  return check(schema, text === '' ? {} : parseJson(text));
}

/** The query string, checked. */
export function readControlQuery<T>(context: Context, schema: z.ZodType<T>): T {
  return check(schema, context.req.query());
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlFailure(400, 'invalid_json', 'The body is not JSON.');
  }
}

function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new ControlFailure(400, 'invalid_request', z.prettifyError(parsed.error));
  }
  return parsed.data;
}
