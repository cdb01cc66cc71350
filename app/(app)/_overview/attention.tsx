import { Attention } from '#components/overview/attention';
import { countQuestions } from '#lib/questions/queries';
import { countInbox } from '#lib/transactions/queries';
import type { ReadCard } from './card.tsx';
import { readAccountList } from './read-once.ts';

/** No card that could be moved or hidden: what needs somebody comes first. */
export const readAttention: ReadCard = async ({ session, today }) => {
  const [accounts, questions, inboxCount] = await Promise.all([
    readAccountList(session),
    countQuestions(session),
    countInbox(session),
  ]);
  return (
    <Attention
      accounts={accounts.items}
      questions={questions}
      inboxCount={inboxCount}
      mayChange={session.role !== 'viewer'}
      today={today}
    />
  );
};
