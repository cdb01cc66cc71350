import { ImportView } from '#components/imports/import-view';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { listFileImports } from '#lib/imports/queries';

export const metadata = { title: 'Import' };

export default async function ImportPage() {
  const session = await requireSession();
  const [accounts, imports] = await Promise.all([listAccounts(session), listFileImports(session)]);
  const today = todayIn(await readChoice(timeZoneChoice));
  return <ImportView accounts={accounts} imports={imports} today={today} />;
}
