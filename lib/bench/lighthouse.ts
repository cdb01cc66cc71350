import 'server-only';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { findChromium } from '#lib/stack/chromium';
import { findFreePort } from '#lib/stack/free-port';
import { linkItem } from '#lib/testing/household';
import { withBenchStack } from './bench-stack.ts';
import { addRows, findMember, settle } from './heavy-household.ts';
import { atLeast, type Report, type Result } from './report.ts';
import { signIn } from './sign-in.ts';

const run = promisify(execFile);

/** Fetched when it is asked for: with what it brings along it is as large as all else that is only for development. */
const lighthouse = 'lighthouse@13.5.0';
const goals = { performance: 95, accessibility: 100, 'best-practices': 100 };
const pages = { Overview: '/', Transactions: '/transactions' };
const devices = { desktop: ['--preset=desktop'], mobile: [] };
const rows = 3_000;
const timeoutMs = 300_000;

/** What Lighthouse says of the two pages that people come to, signed in, in a household of 3,000 transactions. */
export function benchLighthouse(): Promise<Report> {
  return withBenchStack({ PLAID_RATE_LIMITS: 'false' }, async ({ stack, dir }) => {
    const port = String(await findFreePort());
    const context = await chromium.launchPersistentContext(join(dir, 'browser'), {
      baseURL: stack.url,
      executablePath: findChromium(),
      args: ['--no-sandbox', '--disable-dev-shm-usage', `--remote-debugging-port=${port}`],
    });
    try {
      const owner = await findMember(await signIn(context.request, stack.url));
      await addRows(await linkItem(owner), rows);
      await settle();
      const results: Result[] = [];
      for (const [page, path] of Object.entries(pages)) {
        for (const [device, flags] of Object.entries(devices)) {
          const report = join(dir, `${page}-${device}.json`);
          // Somebody has been there before.
          const first = await context.newPage();
          await first.goto(path);
          await first.close();
          await runLighthouse(`${stack.url}${path}`, report, [...flags, `--port=${port}`]);
          results.push(...readScores(report, `${page}, ${device}`));
        }
      }
      return { name: 'lighthouse', results };
    } finally {
      await context.close();
    }
  });
}

/** In the browser that is signed in, whose cookies it leaves. */
async function runLighthouse(url: string, report: string, flags: string[]): Promise<void> {
  const { PATH, HOME } = process.env;
  const args = [
    ...['--yes', lighthouse, url, ...flags, '--quiet', '--output=json', `--output-path=${report}`],
    ...['--disable-storage-reset', `--only-categories=${Object.keys(goals).join(',')}`],
  ];
  const env = { NODE_ENV: 'production', PATH, HOME } as const;
  await run('npx', args, { env, timeout: timeoutMs });
}

type Written = {
  finalDisplayedUrl: string;
  categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<
    string,
    { score: number | null; details?: { items?: { description?: string }[] } }
  >;
};

/** Of 100; what took accessibility or best practices below it is said beside the score. */
function readScores(file: string, what: string): Result[] {
  const { categories, audits, finalDisplayedUrl } = JSON.parse(
    readFileSync(file, 'utf8'),
  ) as Written;
  if (finalDisplayedUrl.includes('/sign-in')) throw new Error('Lighthouse was not signed in.');
  return Object.entries(goals).map(([name, goal]) => {
    const { score = 0, auditRefs = [] } = categories[name] ?? {};
    const failed = auditRefs
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < (goal === 100 ? 1 : 0.9))
      .map(({ id }) => [id, ...tell(audits[id]?.details?.items ?? [])].join(': '));
    const why = failed.length > 0 ? ` (${failed.join(', ')})` : '';
    return atLeast(`${what}: ${name}${why}`, score * 100, 'of 100', goal);
  });
}

/** What the console said, where that is what failed. */
function tell(items: { description?: string }[]): string[] {
  return items.flatMap(({ description }) => description?.slice(0, 200) ?? []).slice(0, 3);
}
