import { RuleSettings } from '#components/rules/rule-settings';
import { timeZoneChoice, todayIn } from '#components/shell/time-zone';
import { listAccounts } from '#lib/accounts/queries';
import { requireSession } from '#lib/auth/current-session';
import { readChoice } from '#lib/auth/read-choice';
import { getCategoryList, listMappings } from '#lib/categories/queries';
import { listRules } from '#lib/rules/queries';
import { listTags } from '#lib/tags/queries';

export const metadata = { title: 'Rules' };

export default async function RulesPage() {
  const session = await requireSession();
  const { householdId } = session;
  const [rules, categories, tags, mappings, accounts] = await Promise.all([
    listRules(session),
    getCategoryList(householdId),
    listTags(session),
    listMappings(householdId),
    listAccounts(session),
  ]);
  const today = todayIn(await readChoice(timeZoneChoice));
  return <RuleSettings fallback={{ rules, categories, tags, mappings, accounts }} today={today} />;
}
