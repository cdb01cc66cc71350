import type { Route } from 'next';
import { Link } from '#components/ui/link';
import { TextLink } from '#components/ui/text-link';

/** Names a rule's row on the page of the rules. */
export const rowId = (ruleId: string) => `rule-${ruleId}`;

/** A rule by its name, and the way to it. */
export function RuleLink({ rule: { id, name } }: { rule: { id: string; name: string } }) {
  return (
    <TextLink asChild>
      <Link href={`/settings/rules#${rowId(id)}` as Route}>{name}</Link>
    </TextLink>
  );
}
