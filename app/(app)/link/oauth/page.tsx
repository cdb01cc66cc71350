import { LinkReturn } from '#components/items/link-return';

export const metadata = { title: 'Back from your bank' };

export default async function LinkReturnPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  return <LinkReturn fromBank={typeof (await searchParams).oauth_state_id === 'string'} />;
}
