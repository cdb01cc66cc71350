interface Entry<T> {
  element: HTMLElement;
  update(value: T): void;
}

/** A list that follows its data row by row: rows keep their elements, and with them focus and open forms. */
export class KeyedList<T> {
  readonly #parent: HTMLElement;
  readonly #keyOf: (value: T) => string;
  readonly #create: (value: T) => Entry<T>;
  #entries = new Map<string, Entry<T>>();

  constructor(parent: HTMLElement, keyOf: (value: T) => string, create: (value: T) => Entry<T>) {
    this.#parent = parent;
    this.#keyOf = keyOf;
    this.#create = create;
  }

  show(values: T[]): void {
    const next = new Map<string, Entry<T>>();
    for (const value of values) {
      const key = this.#keyOf(value);
      const entry = this.#entries.get(key) ?? this.#create(value);
      entry.update(value);
      next.set(key, entry);
    }
    for (const [key, entry] of this.#entries) {
      if (!next.has(key)) {
        entry.element.remove();
      }
    }
    let at: Element | null = this.#parent.firstElementChild;
    for (const { element } of next.values()) {
      if (element === at) {
        at = at.nextElementSibling;
      } else {
        this.#parent.insertBefore(element, at);
      }
    }
    this.#entries = next;
  }
}
