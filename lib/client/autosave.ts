export type AutosaveStatus = 'idle' | 'waiting' | 'saving' | 'saved' | 'failed';

export type SaveOptions = {
  /** The page is going away: the request must outlive it. */
  leaving: boolean;
};

/**
 * Keeps what is typed on the server: a moment after the last change, one request at a time, the
 * latest text last. What could not be saved stays owed, and is tried again with the next change or
 * `flush`.
 */
export class Autosave<Value> {
  readonly #send: (value: Value, options: SaveOptions) => Promise<unknown>;
  readonly #onStatus: (status: AutosaveStatus) => void;
  readonly #delayMs: number;
  #current: Value;
  /** What the server is known to hold. */
  #saved: Value;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #inFlight: Promise<void> | null = null;

  constructor(
    saved: Value,
    send: (value: Value, options: SaveOptions) => Promise<unknown>,
    onStatus: (status: AutosaveStatus) => void,
    delayMs = 700,
  ) {
    this.#current = saved;
    this.#saved = saved;
    this.#send = send;
    this.#onStatus = onStatus;
    this.#delayMs = delayMs;
  }

  /** Nothing typed here is missing on the server. */
  get isClean(): boolean {
    return this.#current === this.#saved;
  }

  change(value: Value): void {
    this.#current = value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), this.#delayMs);
    this.#onStatus(this.isClean ? 'idle' : 'waiting');
  }

  /** Saves now what is owed; resolves when the server has it or has refused it. */
  async flush(options: SaveOptions = { leaving: false }): Promise<void> {
    clearTimeout(this.#timer);
    // A page that is going away cannot wait for the request before.
    while (this.#inFlight && !options.leaving) await this.#inFlight;
    if (this.isClean) return;
    const value = this.#current;
    this.#onStatus('saving');
    this.#inFlight = this.#send(value, options).then(
      () => {
        this.#saved = value;
        this.#onStatus(this.isClean ? 'saved' : 'waiting');
      },
      () => this.#onStatus('failed'),
    );
    await this.#inFlight;
    this.#inFlight = null;
  }

  /** Takes over a change made elsewhere; refused while something typed here is owed. */
  take(value: Value): boolean {
    if (!this.isClean || this.#inFlight) return false;
    this.#current = value;
    this.#saved = value;
    return true;
  }
}
