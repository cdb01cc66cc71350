import './load-env.ts';
import { benchArchives } from '#lib/bench/archives';
import { benchBackup } from '#lib/bench/backup';
import { benchBrowser } from '#lib/bench/browser';
import { benchHousehold } from '#lib/bench/household';
import { benchIdle } from '#lib/bench/idle';
import { benchIntake } from '#lib/bench/intake';
import { benchLighthouse } from '#lib/bench/lighthouse';
import { readOptions } from '#lib/bench/options';
import { benchOverview } from '#lib/bench/overview';
import { benchPages } from '#lib/bench/pages';
import { toTable } from '#lib/bench/report';
import { benchReports } from '#lib/bench/reports';
import { benchSandbox } from '#lib/bench/sandbox';
import { benchStart } from '#lib/bench/start';
import { benchSync } from '#lib/bench/sync';
import { benchTransactions } from '#lib/bench/transactions';
import { benchWebhook } from '#lib/bench/webhook';
import { buildIfChanged } from '#lib/stack/build';

const benches = {
  archives: benchArchives,
  backup: benchBackup,
  browser: benchBrowser,
  household: benchHousehold,
  idle: benchIdle,
  intake: benchIntake,
  lighthouse: benchLighthouse,
  overview: benchOverview,
  pages: benchPages,
  reports: benchReports,
  sandbox: benchSandbox,
  start: benchStart,
  sync: benchSync,
  transactions: benchTransactions,
  webhook: benchWebhook,
};
/** The others start nothing that is built. */
const needsBuild = [
  'browser',
  'household',
  'idle',
  'intake',
  'lighthouse',
  'overview',
  'pages',
  'reports',
  'start',
  'transactions',
  'webhook',
];
const { name, options } = readOptions(process.argv.slice(2));
const chosen = Object.entries(benches).filter(([each]) => name === each || name === 'all');

if (chosen.length === 0) {
  console.error(
    `Usage: npm run bench -- ${[...Object.keys(benches), 'all'].join(' | ')} [--json] [--seconds 60] [--rate 200] [--beside 0] [--web 2]`,
  );
  process.exit(2);
}
if (chosen.some(([each]) => needsBuild.includes(each))) await buildIfChanged(() => {});
for (const [, bench] of chosen) {
  const report = await bench(options);
  console.log(options.json ? JSON.stringify(report) : toTable(report));
  if (report.results.some((result) => !result.ok)) process.exitCode = 1;
}
process.exit();
