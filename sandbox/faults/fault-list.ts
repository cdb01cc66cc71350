type FaultMode = 'reset' | 'truncate' | 'malformed' | 'lost_reply';

export interface Fault {
  faultId: number;
  /** A path of the API, or `*` for all. */
  path: string;
  itemId: string | null;
  /** How many calls it still strikes. */
  times: number;
  /** How many matching calls it lets pass first. */
  after: number;
  status: number | null;
  errorType: string | null;
  /** One of Plaid's codes, or any other text. */
  errorCode: string | null;
  delayMs: number;
  mode: FaultMode | null;
}

const maxFaults = 100;

/** The mishaps control has ordered. They end with the process. */
export class FaultList {
  #faults: Fault[] = [];
  #nextId = 1;

  list(): Fault[] {
    return this.#faults.map((fault) => ({ ...fault }));
  }

  /** Returns the stored fault, or null when there are already too many. */
  add(fault: Omit<Fault, 'faultId'>): Fault | null {
    if (this.#faults.length >= maxFaults) {
      return null;
    }
    const stored = { ...fault, faultId: this.#nextId };
    this.#nextId += 1;
    this.#faults.push(stored);
    return { ...stored };
  }

  /** @param itemId  only the faults ordered for this Item; null = all */
  clear(itemId: string | null = null): void {
    this.#faults = this.#faults.filter((fault) => itemId !== null && fault.itemId !== itemId);
  }

  /** The first fault that strikes this call, counted down. */
  strike(path: string, itemId: string | null): Fault | null {
    for (const fault of this.#faults) {
      const matches =
        (fault.path === '*' || fault.path === path) &&
        (fault.itemId === null || fault.itemId === itemId);
      if (!matches) {
        continue;
      }
      if (fault.after > 0) {
        fault.after -= 1;
        continue;
      }
      fault.times -= 1;
      if (fault.times <= 0) {
        this.#faults = this.#faults.filter((other) => other !== fault);
      }
      return { ...fault };
    }
    return null;
  }
}
