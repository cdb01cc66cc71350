import { type Institution, searchInstitutions } from '../institutions/institutions.ts';
import type { InstitutionTile } from './browser/protocol.ts';
import { payrollProviderId } from './income.ts';
import type { LinkTokenRequest } from './link-token.ts';

const maxTiles = 20;

/** The banks of the right countries; those without a product that must be fetched are shown as such, last. */
export function searchTiles(request: LinkTokenRequest, words: string): InstitutionTile[] {
  const tiles = searchInstitutions({
    words,
    products: [],
    countries: request.country_codes,
  })
    .filter(({ featured }) => featured || words.trim() !== '')
    .filter(({ id }) => id !== payrollProviderId)
    .map((institution) => toTile(institution, request));
  const isOffered = ({ health }: InstitutionTile) => health !== 'unsupported';
  return [...tiles.filter(isOffered), ...tiles.filter((tile) => !isOffered(tile))].slice(
    0,
    maxTiles,
  );
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
