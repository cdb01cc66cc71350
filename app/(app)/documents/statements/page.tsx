import { LiveRefresh } from '#components/shell/live-refresh';
import { StatementsView } from '#components/statements/statements-view';
import { requireSession } from '#lib/auth/current-session';
import { listProducts } from '#lib/products/queries';
import { statementsQuery } from '#lib/statements/contract';
import { listSources, listStatements } from '#lib/statements/queries';

export const metadata = { title: 'Bank statements' };

export default async function StatementsPage() {
  const session = await requireSession();
  const [page, sources, products] = await Promise.all([
    listStatements(session, statementsQuery.parse({})),
    listSources(session),
    listProducts(session, 'statements'),
  ]);
  return (
    <>
      <LiveRefresh topics={['statements', 'products', 'items']} />
      <StatementsView page={page} sources={sources} products={products} />
    </>
  );
}
