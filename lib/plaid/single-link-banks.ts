import 'server-only';

/**
 * Banks that give one application one permission per person: a second Item ends the first, which
 * then asks for a sign-in (Plaid's documentation on duplicate Items).
 */
const singleLinkBanks = new Set([
  // Chase, by its own page and by its older name
  'ins_56',
  'ins_3',
  // PNC
  'ins_13',
  // Navy Federal Credit Union
  'ins_15',
  // Charles Schwab
  'ins_11',
]);

export function endsFirstLink(institutionId: string): boolean {
  return singleLinkBanks.has(institutionId);
}
