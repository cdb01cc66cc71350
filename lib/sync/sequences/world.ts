import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { db, Prisma } from '#lib/db/client';
import { linkItem, type TestHousehold } from '#lib/testing/household';
import { Bank, bankLogin } from './bank.ts';
import { checkItem } from './check-item.ts';
import { PersonLedger } from './person-ledger.ts';
import { Line, type openWebhookNetwork } from './webhook-network.ts';
import type { WorkerCrew } from './worker-crew.ts';

/** What every sequence of a run shares. */
export type Stage = {
  network: Awaited<ReturnType<typeof openWebhookNetwork>>;
  crew: WorkerCrew;
};

export type SyncCounts = { syncs: number; failedSyncs: number; restarts: number; webhooks: number };

const linkLimit = 3;

/** What one sequence plays with: two households, their Items, and the line their webhooks take. */
export class World {
  readonly crew: WorkerCrew;
  readonly line: Line;
  readonly ledger = new PersonLedger();
  readonly banks: Bank[] = [];
  readonly #households: TestHousehold[];
  readonly #address: { url: string; close: () => void };

  constructor(stage: Stage, households: TestHousehold[]) {
    this.crew = stage.crew;
    this.#households = households;
    this.line = new Line((body) => this.#arrive(body));
    this.#address = stage.network.open(this.line);
  }

  /** One of the Items that are not left; undefined when there is none. */
  pickBank(index: number): Bank | undefined {
    const open = this.banks.filter((bank) => bank.left === null);
    return open[index % open.length];
  }

  /** Links a bank, of which a sequence needs no more than a few. */
  async link(household: number): Promise<void> {
    const owner = this.#households[household];
    if (!owner || this.banks.length >= linkLimit) return;
    const bank = new Bank(await linkItem(owner, { ...bankLogin, webhook: this.#address.url }));
    this.banks.push(bank);
    while ((await bank.observe()).transactions_update_status !== 'HISTORICAL_UPDATE_COMPLETE') {
      await sleep(5);
    }
    bank.firstHead = bank.head;
  }

  /** What must hold at any moment. */
  async check(): Promise<void> {
    const failure = this.crew.findFailure();
    if (failure) throw new Error(failure);
    for (const bank of this.banks) await checkItem(bank);
    await this.ledger.check();
  }

  /** Whether a finding of the integrity check, such as `Item <id>`, is about these households. */
  async owns(subject: string): Promise<boolean> {
    const [table = '', id = ''] = subject.split(' ');
    // An address for webhooks names Plaid's id.
    if (table === 'ItemDirectory') return this.banks.some(({ item }) => item.plaidItemId === id);
    const found = await db().$queryRawUnsafe<unknown[]>(
      `SELECT FROM "${table}" WHERE "id" = $1::uuid AND "householdId" = ANY($2::uuid[])`,
      id,
      this.#households.map(({ householdId }) => householdId),
    );
    return found.length > 0;
  }

  /** Leaves nothing behind, so that a run of thousands ends as fast as it began; counts what was. */
  async forget(): Promise<SyncCounts> {
    const where = { householdId: { in: this.#households.map((each) => each.householdId) } };
    const [failedSyncs, { _count: syncs, _sum }] = await Promise.all([
      db().syncRun.count({ where: { ...where, outcome: 'failed' } }),
      db().syncRun.aggregate({ where, _count: true, _sum: { restarts: true } }),
    ]);
    await deleteItems(where);
    return { syncs, failedSyncs, restarts: _sum.restarts ?? 0, webhooks: this.line.arrivals };
  }

  close(): void {
    this.#address.close();
  }

  /** I5: once a webhook is answered, nothing it told of may be forgotten. */
  #arrive({ item_id, webhook_code }: { item_id?: string; webhook_code: string }): () => void {
    const bank = this.banks.find((each) => each.item.plaidItemId === item_id);
    if (!bank || webhook_code !== 'SYNC_UPDATES_AVAILABLE') return () => {};
    const { head } = bank;
    return () => bank.toldOf(head);
  }
}

const deleteTries = 5;

/**
 * In the order in which a commit locks them: a worker that was halted may wake up and commit now. What it notes
 * beside a commit may be locked the other way round; then one of the two is told to try again.
 */
async function deleteItems(where: { householdId: { in: string[] } }, tries = 1): Promise<void> {
  try {
    await db().$transaction([
      db().account.deleteMany({ where }),
      db().itemDirectory.deleteMany({ where }),
      db().item.deleteMany({ where }),
    ]);
  } catch (error) {
    const isConflict =
      error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034';
    if (!isConflict || tries === deleteTries) throw error;
    await deleteItems(where, tries + 1);
  }
}
