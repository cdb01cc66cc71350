/** A person Plaid remembers, by the documented test numbers. */
export interface Profile {
  institutionIds: string[];
  /** The accounts remembered at those banks, by their last digits. */
  masks: string[];
  /** The device is new: the bank's login is asked for again. */
  isNewDevice: boolean;
  /** The remembered accounts are shared without being asked about. */
  picksAccounts: boolean;
}

const remembered: Profile = {
  institutionIds: ['ins_109508', 'ins_109511'],
  masks: ['0000', '1111'],
  isNewDevice: false,
  picksAccounts: false,
};

const profiles: Record<string, Profile> = {
  // Somebody who was never here.
  '4155550010': { ...remembered, institutionIds: [], masks: [] },
  '4155550011': remembered,
  // One more account than before.
  '4155550012': { ...remembered, masks: [...remembered.masks, '4444'] },
  '4155550013': { ...remembered, institutionIds: ['ins_127287'] },
  '4155550014': { ...remembered, isNewDevice: true },
  '4155550015': { ...remembered, picksAccounts: true },
};

/** The number may be written any way people write numbers of the United States. */
export function findProfile(phone: string): Profile | undefined {
  return profiles[phone.replaceAll(/\D/g, '').replace(/^1(?=\d{10}$)/, '')];
}
