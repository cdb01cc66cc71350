import 'server-only';
import { startBenchStack, withScratchDir } from './bench-stack.ts';
import { atMost, type Report } from './report.ts';

const goalSeconds = 10;

/**
 * Time to a usable page with the app built: on empty data (a cluster is made and migrated), and on
 * data that is there, as at every later start.
 */
export function benchStart(): Promise<Report> {
  return withScratchDir(async (dir) => {
    const first = await timeStart(dir);
    const second = await timeStart(dir);
    return {
      name: 'start',
      results: [
        atMost('built app, empty data → usable page', first, 's', goalSeconds),
        atMost('second start → usable page', second, 's', goalSeconds),
      ],
    };
  });
}

async function timeStart(dir: string): Promise<number> {
  const startedAt = performance.now();
  const stack = await startBenchStack(dir);
  const page = await fetch(`${stack.url}/sign-in`);
  if (!page.ok) throw new Error(`The page answered ${page.status}.`);
  await page.text();
  const seconds = (performance.now() - startedAt) / 1000;
  await stack.stop();
  return seconds;
}
