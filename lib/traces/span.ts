import 'server-only';
import { currentScope, runInScope } from '#lib/scope';

/** Names from our own code and numbers: never an id of a household, a text or an address. */
export type SpanFacts = Record<string, string | number>;

export type OpenSpan = {
  /** As W3C writes it, for what begins within. */
  traceparent: string;
  /** @param error  a code or a class, never a message */
  end: (outcome: { name?: string; facts?: SpanFacts; error?: string }) => void;
};

export type SpanKind = 'server' | 'client' | 'consumer' | 'internal';
export type Recorder = (given: {
  name: string;
  kind: SpanKind;
  facts: SpanFacts;
  parent: string | null;
}) => OpenSpan;

// On globalThis because the server's start-up code and its routes are bundled apart, each with a
// copy of this module.
const holder = globalThis as { plumblineRecorder?: Recorder };

/** From now on spans are recorded; without it nothing of this costs anything. */
export function recordSpans(recorder: Recorder | undefined): void {
  holder.plumblineRecorder = recorder;
}

/** Null where nothing is recorded. Whoever began it ends it. */
export function beginSpan(
  name: string,
  kind: SpanKind,
  facts: SpanFacts = {},
  parent: string | null = currentScope()?.traceparent ?? null,
): OpenSpan | null {
  return holder.plumblineRecorder?.({ name, kind, facts, parent }) ?? null;
}

/**
 * Runs a step as a part of what goes on, such as a request or a job.
 *
 * @throws what `run` throws
 */
export function inSpan<Value>(
  name: string,
  kind: SpanKind,
  facts: SpanFacts,
  run: () => Promise<Value>,
): Promise<Value> {
  const span = beginSpan(name, kind, facts);
  return span ? runInScope({ ...currentScope(), traceparent: span.traceparent }, record) : run();

  async function record(): Promise<Value> {
    try {
      const value = await run();
      span?.end({});
      return value;
    } catch (error) {
      span?.end({ error: nameError(error) });
      throw error;
    }
  }
}

/** A code of ours or Plaid's, else the class: a message may quote anything. */
function nameError(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  const code = 'code' in error ? String(error.code) : '';
  return /^\w{1,60}$/.test(code) ? code : error.name.slice(0, 60);
}

const shape = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** A `traceparent` as it should be; null for anything else. */
export function readTraceparent(text: unknown): string | null {
  return typeof text === 'string' && shape.test(text) ? text : null;
}
