/** Loans repaid in equal monthly instalments. Rates are yearly, in percent. */
export interface Loan {
  principal: number;
  rate: number;
  months: number;
}

export function monthlyPayment({ principal, rate, months }: Loan): number {
  const monthly = rate / 1200;
  if (months <= 0) {
    return 0;
  }
  return toCents(
    monthly === 0 ? principal / months : (principal * monthly) / (1 - (1 + monthly) ** -months),
  );
}

/** What is still owed after so many instalments. */
export function outstandingAfter(loan: Loan, paid: number): number {
  const left = Math.max(0, loan.months - Math.max(0, paid));
  const monthly = loan.rate / 1200;
  const share =
    monthly === 0
      ? left / loan.months
      : (1 - (1 + monthly) ** -left) / (1 - (1 + monthly) ** -loan.months);
  return toCents(loan.principal * share);
}

/** The loan of which this much is still owed after so many instalments. */
export function principalFor(balance: number, loan: Omit<Loan, 'principal'>, paid: number): number {
  const share = outstandingAfter({ ...loan, principal: 1_000_000 }, paid) / 1_000_000;
  return share > 0 ? toCents(balance / share) : balance;
}

/** How instalments from one to another (the first excluded) divide into interest and principal. */
export function splitPayments(
  loan: Loan,
  paidBefore: number,
  paidAfter: number,
): { interest: number; principal: number } {
  const from = Math.min(Math.max(0, paidBefore), loan.months);
  const to = Math.min(Math.max(0, paidAfter), loan.months);
  const principal = toCents(outstandingAfter(loan, from) - outstandingAfter(loan, to));
  return { principal, interest: toCents(monthlyPayment(loan) * (to - from) - principal) };
}

export function toCents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
