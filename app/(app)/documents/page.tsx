import { LiveRefresh } from '#components/shell/live-refresh';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { StatementControls } from '#components/worth-statements/statement-controls';
import { WorthStatement } from '#components/worth-statements/worth-statement';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { worthStatementQuery } from '#lib/worth-statements/contract';
import { getWorthStatement } from '#lib/worth-statements/get-worth-statement';

export const metadata = { title: 'Net worth statement' };

export default async function DocumentsPage({ searchParams }: PageProps<'/documents'>) {
  const session = await requireSession();
  const today = todayIn(await readChoice(timeZoneChoice));
  const { on = today, whose } = worthStatementQuery.parse(await searchParams);
  const asked = { on: on < today ? on : today, whose, today };
  const statement = await getWorthStatement(session, asked);
  return (
    <>
      <LiveRefresh topics={['accounts']} />
      <StatementControls statement={statement} today={today} />
      <WorthStatement statement={statement} name={session.name} today={today} />
    </>
  );
}
