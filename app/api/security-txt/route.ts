import { publicRoute } from '#lib/http/route';
import { writeSecurityTxt } from '#lib/http/security-txt';

export * from '#lib/http/other-methods';

/** Asked for as /.well-known/security.txt (next.config.js). */
export const GET = publicRoute(
  { method: 'GET', path: '/api/security-txt' },
  async () =>
    new Response(writeSecurityTxt(new Date()), {
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    }),
);
