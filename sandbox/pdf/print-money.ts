/** An amount as documents print it: `1,234.50 USD`, a minus for what is negative. */
export function printMoney(amount: number | null, currency: string | null): string {
  return amount === null ? '–' : `${printAmount(amount)} ${currency ?? ''}`.trimEnd();
}

export function printAmount(amount: number): string {
  // Half a cent of float dust must not print as -0.00.
  const cents = Math.round(amount * 100);
  const whole = Math.floor(Math.abs(cents) / 100);
  const grouped = String(whole).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${cents < 0 ? '-' : ''}${grouped}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
}
