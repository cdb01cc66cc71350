import { type Institution, searchInstitutions } from '../institutions/institutions.ts';
import type { InstitutionTile } from './browser/protocol.ts';
import type { LinkTokenRequest } from './link-token.ts';

const maxTiles = 12;

/** The banks a person may choose: they have every product that must be fetched, in the right country. */
export function searchTiles(request: LinkTokenRequest, words: string): InstitutionTile[] {
  return searchInstitutions({
    words,
    products: request.products ?? [],
    countries: request.country_codes,
    // Signing in on the bank's own page is not offered here yet.
    oauth: false,
  })
    .slice(0, maxTiles)
    .map(toTile);
}

export function toTile(institution: Institution): InstitutionTile {
  return {
    id: institution.id,
    name: institution.name,
    color: institution.color,
    isDegraded: institution.health === 'degraded',
  };
}
