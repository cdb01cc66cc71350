/** `bank`: what arrives there. `payroll`: what who pays says, or documents that were handed in. */
export const incomeSources = ['bank', 'payroll'] as const;
export type IncomeSource = (typeof incomeSources)[number];

/** For how many days income may be kept. */
export const keepDays = [7, 30, 90, 180, 365] as const;
