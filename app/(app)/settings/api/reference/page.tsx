import { OperationIndex } from '#components/openapi/operation-index';
import { WebhookGuide } from '#components/openapi/webhook-guide';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { TextLink } from '#components/ui/text-link';
import { scopeGroups } from '#lib/access-tokens/scopes';
import { requireSession } from '#lib/auth/current-session';
import { listOperations } from '#lib/openapi/queries';

export const metadata = { title: 'API reference' };

export default async function ReferencePage() {
  await requireSession();
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="API reference"
        description="What programs can ask, with a token of yours."
        back={
          <TextLink quiet asChild>
            <Link href="/settings/api">API</Link>
          </TextLink>
        }
      />
      <div className="mb-8 flex max-w-prose flex-col gap-2 text-ink-soft">
        <p>
          Send the token as <span className="font-mono text-sm">Authorization: Bearer plm_…</span>.
          Answers are JSON. Money is whole minor units: 1299 is 12.99 USD. Positive is money in. A
          list that has more says so in <span className="font-mono text-sm">nextCursor</span>.
        </p>
        <p>
          What is refused says why in <span className="font-mono text-sm">error.message</span>, and
          changed nothing. Two requests a second are possible for long; after 429 wait as many
          seconds as <span className="font-mono text-sm">Retry-After</span> says.
        </p>
        <p>
          For tools: <TextLink href="/api/openapi.json">the same as OpenAPI 3.1</TextLink>.
        </p>
      </div>
      <OperationIndex groups={scopeGroups} operations={listOperations()} />
      <WebhookGuide />
    </div>
  );
}
