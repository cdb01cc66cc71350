/** By what money finds an account: in the United States, in Canada, in Britain, and from abroad. */
export type AccountNumber =
  | {
      kind: 'ach';
      account: string;
      routing: string;
      wireRouting: string | null;
      /** The bank gave a number for this app alone, which it can take back. */
      isTokenized: boolean;
    }
  | { kind: 'eft'; account: string; institution: string; branch: string }
  | { kind: 'bacs'; account: string; sortCode: string }
  | { kind: 'international'; iban: string; bic: string };

/** `waiting`: small deposits are on their way, by which the account is proven to be the person's. */
export type AccountNumbersDto =
  | { state: 'told'; numbers: AccountNumber[] }
  | { state: 'waiting'; byHand: boolean }
  | { state: 'needs_consent' | 'unsupported' };
