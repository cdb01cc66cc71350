import type { LinkFlow } from '../link-flow.ts';
import { degradedPane, unsupportedPane } from '../panes/bank-health.ts';
import { institutionsPane } from '../panes/institutions.ts';
import type { InstitutionTile, ViewOf } from '../protocol.ts';

export function showInstitutions(flow: LinkFlow, view: ViewOf<'institution'>): void {
  flow.reporter.atBank(null);
  const pane = institutionsPane({
    search: (words) => flow.client.search(words),
    onSearched: (words) =>
      flow.reporter.event('SEARCH_INSTITUTION', { institution_search_query: words }),
    onChoose: (institution) => chooseBank(flow, institution, view),
    onNumbers: view.offersNumbers ? () => void flow.take('manual', {}, undefined) : undefined,
  });
  flow.present(pane, 'SELECT_INSTITUTION', 'institution_not_found');
}

function chooseBank(
  flow: LinkFlow,
  institution: InstitutionTile,
  view: ViewOf<'institution'>,
): void {
  const goBack = () => showInstitutions(flow, view);
  flow.reporter.atBank(institution);
  switch (institution.health) {
    case 'unsupported':
      flow.reporter.event('SELECT_FILTERED_INSTITUTION');
      flow.present(
        unsupportedPane(institution, flow.clientName, goBack),
        'ERROR',
        'institution_not_supported',
      );
      return;
    case 'down':
      flow.reporter.event('SELECT_DOWN_INSTITUTION');
      break;
    case 'degraded':
      flow.reporter.event('SELECT_DEGRADED_INSTITUTION');
      flow.present(
        degradedPane(institution, () => void openBank(flow, institution), goBack),
        'SELECT_INSTITUTION',
        'institution_not_found',
      );
      return;
    case 'healthy':
      break;
  }
  void openBank(flow, institution);
}

/** A bank that is down answers with its error. */
async function openBank(flow: LinkFlow, institution: InstitutionTile): Promise<void> {
  try {
    const view = await flow.client.take('institution', { institutionId: institution.id });
    flow.reporter.event('SELECT_INSTITUTION');
    flow.show(view);
  } catch (error) {
    flow.fail(error, undefined);
  }
}
