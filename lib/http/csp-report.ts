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
 * for: so of each only the part before the query.
 */
export function noteCspReport({ 'csp-report': report }: z.infer<typeof cspReport>): void {
  log.warn(
    {
      page: withoutQuery(report['document-uri']),
      blocked: withoutQuery(report['blocked-uri']),
      directive: (report['effective-directive'] || report['violated-directive']).slice(0, 100),
      source: withoutQuery(report['source-file']),
      line: report['line-number'],
    },
    'a content policy kept a page from something',
  );
}

function withoutQuery(address: string): string {
  return (address.split(/[?#]/, 1)[0] ?? '').slice(0, 200);
}
