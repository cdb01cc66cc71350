import { UpcomingCard } from '#components/overview/upcoming-card';
import { readUpcoming } from '#lib/forecast/read-upcoming';
import type { ReadCard } from './card.tsx';

export const readUpcomingCard: ReadCard = async ({ session, today }) => (
  <UpcomingCard {...(await readUpcoming(session, today))} today={today} />
);
