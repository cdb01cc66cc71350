import { type Institution, searchInstitutions } from '../institutions/institutions.ts';
import type { InstitutionTile } from './browser/protocol.ts';
import { payrollProviderId } from './income.ts';
import type { LinkTokenRequest } from './link-token.ts';

const maxTiles = 20;

/** The banks of the right countries; those without a product that must be fetched are shown as such, last. */
export function searchTiles(request: LinkTokenRequest, words: string): InstitutionTile[] {
  const found = searchInstitutions({ words, products: [], countries: request.country_codes });
  const highlighted = findHighlighted(found, request);
  const tiles = found
    .filter(({ id, featured }) => featured || id === highlighted || words.trim() !== '')
    .filter(({ id }) => id !== payrollProviderId)
    .map((institution) => toTile(institution, request));
  const rank = ({ id, health }: InstitutionTile) =>
    id === highlighted ? 0 : health === 'unsupported' ? 2 : 1;
  return tiles.sort((a, b) => rank(a) - rank(b)).slice(0, maxTiles);
}

/** The bank whose routing number the token names comes first; one that several share names none. */
function findHighlighted(institutions: Institution[], request: LinkTokenRequest): string | null {
  const number = request.institution_data?.routing_number;
  const [only, ...others] = institutions.filter(
    ({ routingNumbers }) => number && routingNumbers.includes(number),
  );
  return only && others.length === 0 ? only.id : null;
}

/** `request` null: how the bank is, whatever is asked of it. */
export function toTile(
  institution: Institution,
  request: LinkTokenRequest | null = null,
): InstitutionTile {
  const isSupported = (request?.products ?? []).every((product) =>
    institution.products.includes(product),
  );
  return {
    id: institution.id,
    name: institution.name,
    color: institution.color,
    health: isSupported ? institution.health : 'unsupported',
  };
}
