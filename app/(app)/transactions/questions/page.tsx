import { QuestionsView } from '#components/questions/questions-view';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { listDuplicates } from '#lib/duplicates/queries';
import { listMatches } from '#lib/matches/queries';
import { countQuestions } from '#lib/questions/queries';
import { listTroubledLinks } from '#lib/settlements/troubled-links';
import { listUnsettledSplits } from '#lib/splits/queries';
import { listTransfers } from '#lib/transfers/queries';

export const metadata = { title: 'Questions' };

export default async function QuestionsPage() {
  const session = await requireSession();
  const [counts, transfers, matches, items, splits, settlements] = await Promise.all([
    countQuestions(session),
    listTransfers(session),
    listMatches(session),
    listDuplicates(session),
    listUnsettledSplits(session),
    listTroubledLinks(session),
  ]);
  const fallback = {
    counts,
    transfers,
    matches,
    duplicates: { items, nextCursor: null },
    splits,
    settlements,
  };
  const today = todayIn(await readChoice(timeZoneChoice));
  return <QuestionsView fallback={fallback} today={today} />;
}
