import 'server-only';
import { log } from '#lib/log';
import type { Composed } from './compose-mail.ts';
import { RelayError, sendThroughRelay } from './relay.ts';

/** About seven hours in all, at growing distances. */
const attemptLimit = 10;
/** For so long the worker that tries has a mail to itself. */
export const claimSeconds = 120;

type Letter = Composed & { toAddress: string };

/** A mail that this worker has to itself, whatever table it waits in. */
export type ClaimedMail = {
  id: string;
  /** With this one. */
  attempts: number;
  /** Null: what it tells of is over, and it does not leave. */
  letter: Letter | null;
  /** `kept`: there is no relay. */
  finish: (state: 'sent' | 'kept' | 'dropped') => Promise<void>;
  fail: (lastError: string) => Promise<void>;
  putOff: (lastError: string, delayMs: number) => Promise<void>;
};

/** Makes one attempt. A relay that does not take a mail is asked again, less and less often. */
export async function deliverMail({ id, attempts, letter, ...mail }: ClaimedMail): Promise<void> {
  if (!letter) return mail.finish('dropped');
  try {
    const left = await sendThroughRelay({ id, ...letter });
    await mail.finish(left ? 'sent' : 'kept');
  } catch (error) {
    if (!(error instanceof RelayError)) throw error;
    const { code, permanent } = error;
    log.warn({ mailId: id, code, attempts }, 'a mail was not taken');
    if (permanent || attempts >= attemptLimit) await mail.fail(code);
    else await mail.putOff(code, retryDelayMs(attempts));
  }
}

/** 10 s, 30 s, 90 s … at most two hours. */
export function retryDelayMs(attempts: number): number {
  return Math.min(10_000 * 3 ** (attempts - 1), 2 * 3_600_000);
}
