import 'server-only';
import { RefusedConnection } from '#lib/net/guard-lookup';
import { postGuarded } from '#lib/net/post-guarded';
import type { DeliveryError } from './contract.ts';
import { findProblem, judgeFor } from './judge-url.ts';
import { signBody } from './secrets.ts';

const timeoutMs = 10_000;
/** Of an answer we keep its beginning alone, for its receiver's own mistakes. */
const limitBytes = 4_096;
const excerptLength = 200;

export type Outcome = {
  delivered: boolean;
  /** The receiver wants nothing more, ever. */
  gone: boolean;
  status: number | null;
  error: DeliveryError | null;
  excerpt: string | null;
  durationMs: number;
};

/** Makes one try, and says what came of it; it never throws. */
export async function sendEvent(
  address: string,
  event: { id: string; body: string; secrets: readonly string[] },
): Promise<Outcome> {
  const began = performance.now();
  const url = new URL(address);
  const since = () => Math.round(performance.now() - began);
  const nothing = { delivered: false, gone: false, status: null, excerpt: null } as const;
  if (findProblem(url) !== null) return { ...nothing, error: 'not_allowed', durationMs: 0 };
  try {
    const { status, text } = await postGuarded(url, {
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Plumbline-Webhooks/1',
        ...signBody(event),
      },
      body: event.body,
      timeoutMs,
      limitBytes,
      judge: judgeFor(url),
    });
    const delivered = status >= 200 && status < 300;
    const excerpt = delivered ? null : toExcerpt(text);
    return { delivered, gone: status === 410, status, error: null, excerpt, durationMs: since() };
  } catch (error) {
    return { ...nothing, error: nameError(error), durationMs: since() };
  }
}

/** One line of what can be read of it. */
function toExcerpt(text: string): string | null {
  const line = text.replace(/[\p{C}\p{Z}\ufffd]+/gu, ' ').trim();
  return line === '' ? null : line.slice(0, excerptLength);
}

function nameError(error: unknown): DeliveryError {
  if (!(error instanceof Error)) return 'no_connection';
  if (error instanceof RefusedConnection) return 'not_allowed';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'too_slow';
  const code = 'code' in error ? String(error.code) : '';
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'unknown_host';
  if (code === 'CERT_HAS_EXPIRED') return 'certificate_expired';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'certificate_of_another';
  if (/SELF_SIGNED|VERIFY_LEAF|ISSUER_CERT/.test(code)) return 'certificate_unknown';
  const isTls = /CERT|^ERR_TLS|^ERR_SSL|SIGNATURE|^EPROTO/.test(code);
  return isTls ? 'bad_certificate' : 'no_connection';
}
