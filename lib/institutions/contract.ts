/** A bank in trouble, for everybody. */
export type InstitutionHealthDto = { level: 'degraded' | 'down'; text: string };
