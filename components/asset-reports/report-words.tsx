import type { AssetReportDto } from '#lib/asset-reports/contract';

/** "60 days, 2 banks, 1 account left out" */
export function nameReport({
  days,
  banks,
  leftOut,
}: Pick<AssetReportDto, 'days' | 'banks' | 'leftOut'>): string {
  const parts = [count(days, 'day'), count(banks.length, 'bank')];
  if (leftOut > 0) parts.push(`${count(leftOut, 'account')} left out`);
  return parts.join(', ');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
