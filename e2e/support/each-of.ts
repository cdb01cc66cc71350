/** So many that the server has always one to answer, and its pool of connections always one to give. */
const atOnce = 6;

/** Does something with each of many, a few at once. @throws what the first that failed threw */
export async function eachOf<Value>(
  values: Iterable<Value>,
  work: (value: Value) => Promise<void>,
): Promise<void> {
  const waiting = [...values].values();
  const take = async () => {
    for (const value of waiting) await work(value);
  };
  await Promise.all(Array.from({ length: atOnce }, take));
}
