/** For how many days a pack may be open. */
export const packDays = { least: 1, usual: 7, most: 30 } as const;
/** Open packs that a member has at once. */
export const packLimit = 20;
/** Documents in one. */
export const documentLimit = 30;
/** What is noted of a pack's visits; what comes after is not. */
export const visitLimit = 500;
/** How long what became of a pack that has ended can be read by its person. */
export const keptDays = 30;
/** A passphrase stands beside a link of 256 bits, and tries are counted. */
export const passphraseLength = { least: 8, most: 128 } as const;
