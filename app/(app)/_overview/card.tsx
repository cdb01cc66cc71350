import { unstable_rethrow } from 'next/navigation';
import { type ReactElement, Suspense } from 'react';
import { CardSkeleton } from '#components/overview/card-skeleton';
import { FailedCard } from '#components/overview/failed-card';
import type { Session } from '#lib/auth/sessions';
import type { CivilDate } from '#lib/dates/civil-date';
import { log } from '#lib/log';

export type CardContext = { session: Session; today: CivilDate };

/** Reads what a card shows, with a limit, and returns the card. */
export type ReadCard = (context: CardContext) => Promise<ReactElement>;

/** So long the page waits for its cards: what comes by then comes with it, and nothing moves. */
const patienceMs = 200;
/** What takes longer is given up. */
const limitMs = 10_000;

export type StartedCard = { name: string; body: Promise<ReactElement>; ready?: ReactElement };

/** Begins to read a card. One that fails says so in its place; the others stand. */
export function startCard(name: string, read: ReadCard, context: CardContext): StartedCard {
  const started: StartedCard = { name, body: settle(name, read, context) };
  started.body.then(
    (card) => {
      started.ready = card;
    },
    // Thrown again where the card is shown.
    () => {},
  );
  return started;
}

async function settle(name: string, read: ReadCard, context: CardContext): Promise<ReactElement> {
  try {
    return await within(limitMs, read(context));
  } catch (error) {
    unstable_rethrow(error);
    log.error({ error, card: name }, 'a card of the Overview could not be read');
    return <FailedCard name={name} />;
  }
}

/** Until all are ready, or patience ends. */
export async function waitForCards(cards: readonly StartedCard[]): Promise<void> {
  const all = Promise.all(cards.map(({ body }) => body));
  await within(patienceMs, all).catch(unstable_rethrow);
}

/** A card as it is, or the place that it comes to. */
export function Card({
  name,
  body,
  ready,
  place = <CardSkeleton name={name} />,
}: StartedCard & { place?: ReactElement }) {
  if (ready !== undefined) return ready;
  return <Suspense fallback={place}>{body}</Suspense>;
}

/** @throws Error when it takes longer */
async function within<Value>(timeoutMs: number, work: Promise<Value>): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`Not within ${timeoutMs} ms.`)), timeoutMs);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
