import { type Running, sandbox, type Visitor } from './drill.ts';

const pages = ['/', '/transactions', '/accounts', '/connections'];
const reads = ['/api/transactions?limit=50', '/api/items', '/api/accounts'];
const betweenWebhooksMs = 50;
/** The others say no more than that there may be something. */
const rowEvery = 4;
const webhookCode = 'SYNC_UPDATES_AVAILABLE';
/** As many as the sandbox lists at once. */
const mostWebhooks = 950;

export type Load = {
  /** Answers so far. */
  counts: { pages: number; reads: number; webhooks: number };
  /** What did not come back whole, with when. */
  failures: string[];
  /** Ends it, once what is under way has come back. */
  stop: () => Promise<void>;
};

/**
 * People who look at pages and data without a pause, and a bank that sends twenty webhooks a second
 * and books a row for every fourth.
 */
export function startLoad(running: Running, visitor: Visitor, plaidItemIds: string[]): Load {
  const counts = { pages: 0, reads: 0, webhooks: 0 };
  const failures: string[] = [];
  const startedAt = performance.now();
  let going = true;
  const note = (what: string) => {
    failures.push(`${((performance.now() - startedAt) / 1000).toFixed(1)} s: ${what}`);
  };
  const look = async (
    kind: 'pages' | 'reads',
    paths: string[],
    isWhole: (text: string) => boolean,
  ) => {
    for (let turn = 0; going; turn += 1) {
      const path = paths[turn % paths.length] ?? '/';
      try {
        const response = await visitor.send('GET', path);
        const text = await response.text();
        if (response.status !== 200) note(`${path}: ${response.status}`);
        else if (!isWhole(text)) note(`${path}: came in part`);
        else counts[kind] += 1;
      } catch (error) {
        const cause = error instanceof Error ? (error.cause ?? error) : error;
        note(`${path}: ${String(cause)}`);
      }
    }
  };
  const book = async () => {
    for (let turn = 0; going && turn < mostWebhooks; turn += 1) {
      const next = new Promise((resolve) => setTimeout(resolve, betweenWebhooksMs));
      const id = plaidItemIds[turn % plaidItemIds.length];
      const add = [{ amount: (turn % 90) + 1, name: `Row ${turn}` }];
      const isBooking = turn % rowEvery === 0;
      const said = isBooking
        ? sandbox(running, `/_control/items/${id}/transactions`, { add })
        : sandbox(running, `/_control/items/${id}/webhooks`, { webhookCode });
      await said.then(
        () => {
          counts.webhooks += 1;
        },
        (error: unknown) => note(`the sandbox: ${String(error)}`),
      );
      await next;
    }
  };
  const isPage = (text: string) => text.trimEnd().endsWith('</html>');
  const isData = (text: string) => text.startsWith('{') && text.endsWith('}');
  const all = Promise.all([
    look('pages', pages, isPage),
    look('pages', [...pages].reverse(), isPage),
    look('reads', reads, isData),
    look('reads', [...reads].reverse(), isData),
    book(),
  ]);
  return {
    counts,
    failures,
    stop: async () => {
      going = false;
      await all;
    },
  };
}
