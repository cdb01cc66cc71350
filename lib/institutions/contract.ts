/** A bank in trouble, for everybody. */
export type InstitutionHealthDto = { level: 'degraded' | 'down'; text: string };

/** How a bank is for everybody, asked because it did not answer somebody; null where Plaid cannot tell. */
export type InstitutionReportDto = {
  level: InstitutionHealthDto['level'] | 'healthy' | 'unknown';
  text: string | null;
};
