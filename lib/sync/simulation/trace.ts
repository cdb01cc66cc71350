import 'server-only';

/** What happened, line by line: always hashed, shown when somebody replays the history. */
export class Trace {
  lines = 0;
  readonly #show: ((line: string) => void) | null;
  #high = 0x811c9dc5;
  #low = 0x01000193;

  constructor(show: ((line: string) => void) | null) {
    this.#show = show;
  }

  add(atMs: number, who: string, what: string): void {
    const line = `${(atMs / 1000).toFixed(3).padStart(10)}  ${who.padEnd(12)} ${what}`;
    this.lines += 1;
    for (let index = 0; index < line.length; index += 1) {
      const code = line.charCodeAt(index);
      this.#high = Math.imul(this.#high ^ code, 0x01000193);
      this.#low = Math.imul(this.#low ^ code, 0x85ebca6b) + index;
    }
    this.#show?.(line);
  }

  /** Equal for equal histories. */
  get hash(): string {
    const hex = (part: number) => (part >>> 0).toString(16).padStart(8, '0');
    return hex(this.#high) + hex(this.#low);
  }
}
