type Reading = { event: number; next: (() => Promise<unknown>) | null };

const readings = new Map<string, Reading>();

/**
 * Has a thing read again after an event, once at a time however many show it and however fast events come:
 * an event during a reading has one more follow it.
 *
 * @param name   of what is read
 * @param event  its number in this tab; who else shows the thing hears of the same
 */
export function readOnce(name: string, event: number, read: () => Promise<unknown>): void {
  const reading = readings.get(name);
  if (reading) {
    if (event > reading.event) Object.assign(reading, { event, next: read });
    return;
  }
  const begun: Reading = { event, next: null };
  readings.set(name, begun);
  const end = () => {
    readings.delete(name);
    if (begun.next) readOnce(name, begun.event, begun.next);
  };
  read().then(end, end);
}
