import 'server-only';
import { type Notice, noticeSchema } from './contract.ts';

/** What a notification tells of; null of a kind of another version of this app: we have no words for it. */
export function readNotice(kind: string, payload: object): Notice | null {
  return noticeSchema.safeParse({ ...payload, kind }).data ?? null;
}
