import 'server-only';
import type { BankItem } from './bank-item.ts';
import type { Process } from './process.ts';
import type { Site } from './site.ts';
import { findByPlaidId, receiveWebhook, type Webhook } from './web.ts';

/** Plaid's retries, scaled; after the last it gives up. */
const retryDelaysMs = [30_000, 120_000, 480_000];
/** Plaid waits this long for an answer. */
const answerTimeoutMs = 10_000;

/** Plaid's side of webhooks: loses, doubles and delays them, and retries what was not answered. */
export class WebhookSender {
  readonly #site: Site;
  readonly #findWeb: () => Process;

  constructor(site: Site, findWeb: () => Process) {
    this.#site = site;
    this.#findWeb = findWeb;
  }

  announce(item: BankItem): void {
    const { world } = this.#site;
    if (!item.wasAsked || item.isGone) return;
    if (world.random.chance(world.faults.webhookLost)) {
      world.count('webhooks lost');
      return;
    }
    const copies = world.random.chance(world.faults.webhookDoubled)
      ? world.random.integer(2, 4)
      : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const isLate = world.random.chance(world.faults.webhookLate);
      world.later(isLate ? 90_000 : 200, () => this.#send(item, item.head, 0));
    }
  }

  #send(item: BankItem, head: number, attempt: number): void {
    const { world } = this.#site;
    world.count('webhooks sent');
    // Equal for every webhook of the Item: Plaid's carry nothing that tells two apart.
    const webhook: Webhook = {
      plaidItemId: item.name,
      issuedAtSeconds: Math.floor(world.timeline.now / 1000),
      bodyHash: item.name,
    };
    const seqBefore = findByPlaidId(this.#site, item.name)?.requestedSeq;
    let isAnswered = false;
    const web = this.#findWeb();
    if (web.isAlive && web.pausedUntil <= world.timeline.now) {
      receiveWebhook(this.#site, web, webhook).then(
        () => {
          isAnswered = true;
          this.#site.invariants.webhookIsAnswered(item.name, head, seqBefore);
        },
        () => {},
      );
    }
    world.timeline.schedule(answerTimeoutMs, () => {
      const delayMs = retryDelaysMs[attempt];
      if (isAnswered || delayMs === undefined) return;
      world.timeline.schedule(delayMs, () => this.#send(item, item.head, attempt + 1));
    });
  }
}
