/** How many of the next webhooks meet a mishap; Infinity until told otherwise. */
export interface DisturbanceSettings {
  drop: number;
  duplicate: number;
  shuffle: number;
  /** Added before the first attempt of every webhook. */
  delayMs: number;
}

export interface Fate {
  drop: boolean;
  duplicate: boolean;
  shuffle: boolean;
  delayMs: number;
}

const calm: DisturbanceSettings = { drop: 0, duplicate: 0, shuffle: 0, delayMs: 0 };

/** The network's whims, as control sets them. They end with the process: a restart delivers in peace. */
export class Disturbance {
  #settings: DisturbanceSettings = { ...calm };

  get settings(): DisturbanceSettings {
    return { ...this.#settings };
  }

  set(settings: Partial<DisturbanceSettings>): void {
    this.#settings = { ...calm, ...settings };
  }

  /** Decides over one webhook, and counts it. A dropped one meets no other mishap. */
  meet(): Fate {
    const settings = this.#settings;
    if (settings.drop > 0) {
      settings.drop -= 1;
      return { drop: true, duplicate: false, shuffle: false, delayMs: 0 };
    }
    const fate = {
      drop: false,
      duplicate: settings.duplicate > 0,
      shuffle: settings.shuffle > 0,
      delayMs: settings.delayMs,
    };
    settings.duplicate -= fate.duplicate ? 1 : 0;
    settings.shuffle -= fate.shuffle ? 1 : 0;
    return fate;
  }

  /** Whether the last webhook of a shuffled group has been met, so that the group may go. */
  get isGroupComplete(): boolean {
    return this.#settings.shuffle === 0;
  }
}
