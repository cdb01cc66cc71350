import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { TextLink } from '#components/ui/text-link';
import { EndpointsView } from '#components/webhook-endpoints/endpoints-view';
import { requireSession } from '#lib/auth/current-session';
import { listEndpoints } from '#lib/webhook-endpoints/queries';

export const metadata = { title: 'Webhooks' };

export default async function WebhooksPage() {
  const endpoints = await listEndpoints(await requireSession());
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Webhooks"
        description="Have programs of your own told when something changes."
        back={
          <TextLink quiet asChild>
            <Link href="/settings/api">API</Link>
          </TextLink>
        }
      />
      <EndpointsView fallback={endpoints} />
    </div>
  );
}
