import 'server-only';
import { z } from 'zod';
import { log } from '#lib/log';

const text = z.string().max(4_000).default('');

/** As every browser sends it; browsers add fields at will. */
export const cspReport = z.object({
  'csp-report': z.object({
    'document-uri': text,
    'blocked-uri': text,
    'effective-directive': text,
    'violated-directive': text,
    'source-file': text,
    'line-number': z.number().optional(),
  }),
});

/**
 * One line in the log. Anybody may send anything here, and addresses may hold what a person searched
 * for, or end in a secret: so of each only the part before the query, without what is long.
 */
export function noteCspReport({ 'csp-report': report }: z.infer<typeof cspReport>): void {
  log.warn(
    {
      page: shorten(report['document-uri']),
      blocked: shorten(report['blocked-uri']),
      directive: (report['effective-directive'] || report['violated-directive']).slice(0, 100),
      source: shorten(report['source-file']),
      line: report['line-number'],
    },
    'a content policy kept a page from something',
  );
}

/** `https://money.example.com/reset/8Jx…?q=1` → `https://money.example.com/reset/…` */
export function shorten(address: string): string {
  const [path = ''] = address.split(/[?#]/, 1);
  return path.replace(/[\w-]{32,}/g, '…').slice(0, 200);
}
