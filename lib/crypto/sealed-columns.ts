import 'server-only';

/**
 * Every column that holds sealed values; what is sealed elsewhere does not compile. Its name ends in
 * `Sealed`, its table's key is `householdId` (in a global table nothing) and `key`.
 */
export const sealedColumns = [
  { table: 'Item', column: 'accessTokenSealed', tenant: true, key: 'id' },
  { table: 'LinkToken', column: 'tokenSealed', tenant: true, key: 'id' },
  { table: 'IncomeProfile', column: 'plaidUserSealed', tenant: true, key: 'id' },
  { table: 'IncomeReading', column: 'contentSealed', tenant: true, key: 'id' },
  { table: 'AssetReport', column: 'tokenSealed', tenant: true, key: 'id' },
  { table: 'AssetReportCopy', column: 'tokenSealed', tenant: true, key: 'id' },
  { table: 'ProofPackDocument', column: 'contentSealed', tenant: true, key: 'id' },
  { table: 'Attachment', column: 'keySealed', tenant: true, key: 'id' },
  { table: 'AccountIdentity', column: 'ownersSealed', tenant: true, key: 'accountId' },
  { table: 'OwnDetails', column: 'detailsSealed', tenant: true, key: 'memberId' },
  { table: 'WebhookEndpoint', column: 'secretSealed', tenant: true, key: 'id' },
  { table: 'WebhookEndpoint', column: 'previousSecretSealed', tenant: true, key: 'id' },
  { table: 'PushKey', column: 'privateKeySealed', tenant: false, key: 'id' },
  { table: 'Totp', column: 'secretSealed', tenant: false, key: 'id' },
] as const satisfies readonly {
  table: string;
  column: `${string}Sealed`;
  tenant: boolean;
  key: string;
}[];

export type SealedColumn = (typeof sealedColumns)[number];

/** What a key seals to be known again; never sealed anew. */
type Sentinel = { table: 'EncryptionKey'; column: 'sentinel' };

/**
 * Where a sealed value lives. It is authenticated with the value, so that a ciphertext copied into
 * another row, column or household does not open there.
 */
export type SealedPlace = (Pick<SealedColumn, 'table' | 'column'> | Sentinel) & {
  /** '' in a global table. */
  householdId: string;
  rowId: string;
};
