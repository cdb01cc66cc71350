import { Attention } from '#components/overview/attention';
import { listAccounts } from '#lib/accounts/queries';
import { countQuestions } from '#lib/questions/queries';
import { countInbox } from '#lib/transactions/queries';
import type { ReadCard } from './card.tsx';

/** No card that could be moved or hidden: what needs somebody comes first. */
export const readAttention: ReadCard = async ({ session, today }) => {
  const [accounts, questions, inboxCount] = await Promise.all([
    listAccounts(session),
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
