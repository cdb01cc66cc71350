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

/**
 * Of an account that a small deposit is to prove the person's. `coming`: nothing is to do. `code`: it is confirmed by hand. `expired`, `failed`:
 * nobody confirmed it in time, or the code was wrong too often.
 */
export type Proof = 'coming' | 'code' | 'expired' | 'failed';

export type AccountNumbersDto =
  | { state: 'told'; numbers: AccountNumber[] }
  | { state: 'waiting'; proof: Proof }
  | { state: 'needs_consent' | 'unsupported' };
