/** JSON already printed, standing in for a value of type T. */
export class JsonText<T> {
  /** In pieces, which meet only in the bytes that are sent: every join would copy the text. */
  readonly pieces: readonly string[];
  /** Never set; makes JsonText<A> and JsonText<B> different types. */
  declare readonly standsFor: T;

  constructor(pieces: readonly string[]) {
    this.pieces = pieces;
  }
}

export function printJson<T>(value: T): JsonText<T> {
  return new JsonText<T>([JSON.stringify(value)]);
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
  const members = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, JsonText<unknown>] => [
      `${JSON.stringify(name)}:`,
      value instanceof JsonText ? value : printJson(value),
    ]);
  return enclose('{', members, '}');
}

export function joinArray<T>(elements: JsonText<T>[]): JsonText<T[]> {
  return enclose(
    '[',
    elements.map((element) => ['', element]),
    ']',
  );
}

/** The pieces as UTF-8, each written in its place. */
export function encodePieces(pieces: string[]): Buffer {
  const bytes = Buffer.allocUnsafe(
    pieces.reduce((total, piece) => total + Buffer.byteLength(piece), 0),
  );
  let length = 0;
  for (const piece of pieces) {
    length += bytes.write(piece, length);
  }
  return bytes;
}

function enclose<T>(
  open: string,
  members: [string, JsonText<unknown>][],
  close: string,
): JsonText<T> {
  const pieces = [open];
  for (const [index, [name, { pieces: printed }]] of members.entries()) {
    pieces.push(index === 0 ? name : `,${name}`);
    for (const piece of printed) {
      pieces.push(piece);
    }
  }
  pieces.push(close);
  return new JsonText<T>(pieces);
}
