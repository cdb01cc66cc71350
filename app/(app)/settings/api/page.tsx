import { TokensView } from '#components/access-tokens/tokens-view';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { PageHeader } from '#components/ui/page-header';
import { listTokens } from '#lib/access-tokens/queries';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { reaches } from '#lib/households/roles';

export const metadata = { title: 'API' };

export default async function ApiSettingsPage() {
  const session = await requireSession();
  const [tokens, timeZone] = await Promise.all([listTokens(session), readChoice(timeZoneChoice)]);
  return (
    <div className="max-w-3xl">
      <PageHeader title="API" description="Let programs of your own read and change your data." />
      <TokensView
        fallback={tokens}
        mayChange={reaches(session.role, 'member')}
        today={todayIn(timeZone)}
      />
    </div>
  );
}
