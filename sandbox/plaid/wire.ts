/**
 * A type of the official `plaid` package as it looks in JSON. The package declares its enums as TypeScript
 * enums, which exist at run time and refuse plain strings; here they become unions of their values, so that
 * the package is needed for its types alone.
 */
export type Wire<T> = 0 extends 1 & T
  ? unknown
  : T extends string
    ? `${T}`
    : T extends number | boolean | null | undefined
      ? T
      : T extends readonly (infer Element)[]
        ? Wire<Element>[]
        : T extends object
          ? { [Key in keyof T]: Wire<T[Key]> }
          : T;
