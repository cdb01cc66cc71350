import 'server-only';
import { BankItem } from './bank-item.ts';
import { BankLife } from './bank-life.ts';
import { EditLedger } from './edit-ledger.ts';
import { noFaults } from './faults.ts';
import { Invariants } from './invariants.ts';
import { MemoryDatabase } from './memory-database.ts';
import { MemoryQueue } from './memory-queue.ts';
import { Process } from './process.ts';
import type { Site } from './site.ts';
import { Tables } from './tables.ts';
import { Trace } from './trace.ts';
import { requestSync } from './wake-ups.ts';
import { actAsPerson } from './web.ts';
import { WebhookSender } from './webhook-sender.ts';
import { startWorker } from './worker.ts';
import { type Failure, World } from './world.ts';

const minute = 60_000;
const troubleMs = 8 * minute;
/** Long enough for every queued retry that is not a back-off. */
const calmMs = 20 * minute;
/** Beyond the sweep's interval, the next sweep then, and the 15 minutes it may take from there. */
const restMs = 330 * minute;
/** Nothing comes near this but a loop that never rests. */
const stepLimit = 60_000;
const skewLimitMs = 10 * minute;

export type History = {
  seed: number;
  failure: Failure | null;
  hash: string;
  steps: number;
  counts: Map<string, number>;
};

/**
 * Simulates one installation from one seed: the engine's own code under a bank that moves, workers
 * that die, webhooks that get lost and people who edit; then peace, and what must hold at rest.
 *
 * @param show  is given every line of what happens
 */
export async function runHistory(
  seed: number,
  show: ((line: string) => void) | null = null,
): Promise<History> {
  const trace = new Trace(show);
  const world = new World(seed, trace);
  const site = buildSite(world);
  const processes = startProcesses(site);
  const sender = new WebhookSender(site, () => processes.web);
  linkItems(site, sender);
  scheduleSweeps(site);
  schedulePeople(site, () => processes.web);
  const isOver = () => world.failure !== null || trace.lines > stepLimit;
  await world.timeline.runUntil(troubleMs, isOver);
  world.calmDown();
  await world.timeline.runUntil(troubleMs + calmMs, isOver);
  site.invariants.checkAcknowledged();
  world.isResting = true;
  await world.timeline.runUntil(troubleMs + restMs, isOver);
  if (trace.lines > stepLimit) world.fail('I11', 'it never comes to rest');
  site.invariants.checkAtRest();
  const { failure, counts } = world;
  return { seed, failure, hash: trace.hash, steps: trace.lines, counts };
}

function buildSite(world: World): Site {
  const site: Site = {
    world,
    bank: new Map(),
    tables: new Tables(),
    queue: new MemoryQueue(world),
    database: new MemoryDatabase(world, () => site.invariants.check()),
    ledger: new EditLedger(),
    invariants: new Invariants(() => site),
  };
  return site;
}

/** One web process and some workers, each started again after it died. */
function startProcesses(site: Site): { web: Process } {
  const { world } = site;
  const start = (name: string, life: number, begin: (process: Process) => void): void => {
    const skewMs = world.random.chance(0.3) ? world.random.integer(-skewLimitMs, skewLimitMs) : 0;
    const restart = () =>
      world.timeline.schedule(world.random.integer(500, 40_000), () =>
        start(name, life + 1, begin),
      );
    begin(new Process(`${name}.${life}`, skewMs, restart));
  };
  const workers = world.random.integer(1, 3);
  for (let number = 1; number <= workers; number += 1) {
    start(`worker${number}`, 1, (process) => startWorker(site, process));
  }
  const running = { web: new Process('web.0', 0, () => {}) };
  start('web', 1, (process) => {
    running.web = process;
  });
  return running;
}

/** Items of two households, the first with a sync already marked, as connect-item.ts leaves it. */
function linkItems(site: Site, sender: WebhookSender): void {
  const { world, tables, bank } = site;
  const count = world.random.integer(1, 3);
  for (let number = 1; number <= count; number += 1) {
    const item = new BankItem(`bank${number}`);
    const ref = { householdId: `household${1 + (number % 2)}`, itemId: `item${number}` };
    const { name: plaidItemId, accessToken } = item;
    bank.set(accessToken, item);
    tables.insertItem({ ...ref, plaidItemId, accessToken, createdAt: world.timeWith(0) });
    site.invariants.itemIsLinked(ref.itemId, item);
    requestSync(site, ref, 'link');
    new BankLife(world, item, () => sender.announce(item)).begin();
  }
}

/** As lib/jobs/start-sweeping.ts has it: each minute. Hourly at rest, to reach the end sooner. */
function scheduleSweeps(site: Site): void {
  const { world, queue } = site;
  world.timeline.schedule(world.isResting ? 60 * minute : minute, () => {
    queue.add('sweep', null, 'sweep');
    scheduleSweeps(site);
  });
}

function schedulePeople(site: Site, findWeb: () => Process): void {
  const { world, tables } = site;
  world.later(20_000, () => {
    if (world.faults === noFaults) return;
    const item = world.random.find([...tables.items.values()]);
    const { householdId, itemId } = item ?? { householdId: '', itemId: '' };
    const web = findWeb();
    if (item && web.isAlive) actAsPerson(site, web, { householdId, itemId }).catch(() => {});
    schedulePeople(site, findWeb);
  });
}
