import 'server-only';

/** An invariant of docs/reliability.md that does not hold. */
export class Violation extends Error {
  constructor(invariant: string, what: string) {
    super(`${invariant}: ${what}`);
    this.name = 'Violation';
  }
}
