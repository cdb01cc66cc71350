import 'server-only';
import { sessionCookieLine, type TokenCookie } from './session-cookie.ts';

/** An answer with which the browser's session goes on under a new token. */
export function answerRenewed(value: object, renewed: TokenCookie): Response {
  return Response.json(value, { headers: { 'set-cookie': sessionCookieLine(renewed) } });
}
