import type { ErrorCode } from '../plaid/error-catalogue.ts';
import { type Environment, limitedPaths } from './figures.ts';

export interface RateLimitSettings {
  enabled: boolean;
  /** Whose figures count. */
  environment: Environment;
  /** Multiplies every figure: 0.1 lets a tenth through. */
  scale: number;
}

interface CountedCall {
  path: string;
  clientId: string;
  itemId: string | null;
}

interface Window {
  endsAt: number;
  calls: number;
}

const minuteMs = 60_000;
const maxWindows = 10_000;
const off: RateLimitSettings = { enabled: false, environment: 'sandbox', scale: 1 };

/** Counts calls per Item and per client, once control has asked for it. Counts end with the process. */
export class RateLimiter {
  #settings = off;
  readonly #windows = new Map<string, Window>();

  get settings(): RateLimitSettings {
    return this.#settings;
  }

  /** Starts counting anew. */
  set(settings: RateLimitSettings): void {
    this.#settings = settings;
    this.#windows.clear();
  }

  /** Counts a call; the code to refuse it with, or null. A refused call is not counted. */
  count(call: CountedCall, now: number): ErrorCode | null {
    const limited = this.#settings.enabled ? limitedPaths[call.path] : undefined;
    if (!limited) {
      return null;
    }
    const { perItem, perClient } = limited.figures[this.#settings.environment];
    const windows = [
      ...(perClient === null
        ? []
        : [this.#open(`c ${call.path} ${call.clientId}`, perClient, limited.clientWindowMs, now)]),
      ...(perItem === null || call.itemId === null
        ? []
        : [this.#open(`i ${call.path} ${call.itemId}`, perItem, limited.itemWindowMs, now)]),
    ];
    if (windows.some(({ window, most }) => window.calls >= most)) {
      return limited.code;
    }
    for (const { window } of windows) {
      window.calls += 1;
    }
    return null;
  }

  #open(key: string, figure: number, lengthMs = minuteMs, now: number) {
    const most = Math.max(1, Math.floor(figure * this.#settings.scale));
    const known = this.#windows.get(key);
    if (known && known.endsAt > now) {
      return { window: known, most };
    }
    if (this.#windows.size >= maxWindows) {
      this.#windows.clear();
    }
    const window = { endsAt: now + lengthMs, calls: 0 };
    this.#windows.set(key, window);
    return { window, most };
  }
}
