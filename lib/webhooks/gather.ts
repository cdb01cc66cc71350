import 'server-only';
import { log } from '#lib/log';

const batchLimit = 100;
const waitingLimit = 2_000;
/** More under way at once than one only where one takes long, so that nobody waits for who waits. */
const underWayLimit = 4;
const patienceMs = 25;
/** Where all that are under way stand still, the rest find out alone, within the time that Plaid waits for an answer. */
const standstillMs = 3_000;
/**
 * As long as Plaid waits. Whatever is under way for longer keeps no place, and its own find out alone: what is done
 * after all was delivered twice then, as any webhook may be.
 */
const longestMs = 10_000;

type Waiting<One> = { key: string; one: One; settle: (isDone: boolean) => void };

/**
 * Does together what comes while the same is under way. Whoever comes alone waits for nobody; of a key there is one in
 * a batch.
 *
 * @param doAll  does a batch, whole or not at all; returns the keys of what is done
 * @returns does one of a key; false where it was not done, which is then to be done alone: also where the batch failed
 */
export function createGatherer<One>(
  doAll: (batch: One[]) => Promise<ReadonlySet<string>>,
): (key: string, one: One) => Promise<boolean> {
  let waiting: Waiting<One>[] = [];
  let underWay = 0;
  let timer: NodeJS.Timeout | undefined;

  const takeBatch = (): Waiting<One>[] => {
    const batch = new Map<string, Waiting<One>>();
    waiting = waiting.filter((each) => {
      if (batch.size >= batchLimit || batch.has(each.key)) return true;
      batch.set(each.key, each);
      return false;
    });
    return [...batch.values()];
  };

  const sendOff = async (): Promise<void> => {
    clearTimeout(timer);
    const batch = takeBatch();
    underWay += 1;
    waitForNext();
    const done = await withinTime(doAll(batch.map(({ one }) => one))).catch(nothingDone);
    underWay -= 1;
    for (const { key, settle } of batch) settle(done.has(key));
    if (waiting.length > 0) void sendOff();
  };

  const waitForNext = () => {
    clearTimeout(timer);
    if (waiting.length === 0) return;
    timer =
      underWay < underWayLimit
        ? setTimeout(() => void sendOff(), patienceMs)
        : setTimeout(giveUp, standstillMs);
  };

  const giveUp = () => {
    for (const { settle } of waiting.splice(0)) settle(false);
  };

  return (key, one) =>
    new Promise((settle) => {
      if (waiting.length >= waitingLimit) return settle(false);
      waiting.push({ key, one, settle });
      if (underWay === 0) void sendOff();
      else if (waiting.length === 1) waitForNext();
    });
}

function withinTime<Value>(work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('It takes too long.')), longestMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function nothingDone(error: unknown): ReadonlySet<string> {
  log.warn({ error }, 'what was gathered is done one by one');
  return new Set();
}
