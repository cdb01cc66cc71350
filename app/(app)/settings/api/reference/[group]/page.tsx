import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { GroupView } from '#components/openapi/group-view';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { TextLink } from '#components/ui/text-link';
import { scopeGroups } from '#lib/access-tokens/scopes';
import { requireSession } from '#lib/auth/current-session';
import { env } from '#lib/env';
import { readGroup } from '#lib/openapi/queries';

type Props = PageProps<'/settings/api/reference/[group]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group } = await params;
  return { title: scopeGroups.find(({ name }) => name === group)?.about ?? 'API reference' };
}

export default async function GroupPage({ params }: Props) {
  await requireSession();
  const { group } = await params;
  if (!scopeGroups.some(({ name }) => name === group)) notFound();
  const found = readGroup(group);
  return (
    <div className="max-w-3xl">
      <PageHeader
        title={found.about}
        back={
          <TextLink quiet asChild>
            <Link href="/settings/api/reference">API reference</Link>
          </TextLink>
        }
      />
      <GroupView group={found} origin={new URL(env().APP_URL).origin} />
    </div>
  );
}
