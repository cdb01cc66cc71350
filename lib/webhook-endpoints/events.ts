/** What one can be told of, each with what it says, for people. Each is noted in the commit that it tells of. */
export const eventTypes = {
  'transactions.changed': 'Transactions came, changed or went, by a sync or by somebody’s hand.',
  'accounts.changed': 'An account or its balance changed, or was read anew.',
  'connections.changed': 'A connection to a bank began, ended, or is in another state.',
  'budgets.changed': 'A plan of a budget changed.',
  'sync.completed': 'A bank was read to the end, and what it said is here.',
  'notification.created':
    'You were told of something, as where a bank needs you or a budget is exceeded.',
} as const;
export type EventType = keyof typeof eventTypes;

export const eventNames = Object.keys(eventTypes) as [EventType, ...EventType[]];

/** Sent at a press alone, whatever an address is told of. */
export const testType = 'test.sent';
export type DeliveredType = EventType | typeof testType;

/** Of several that wait and say the same, one is sent. */
export function isMergeable(type: string): boolean {
  return type.endsWith('.changed');
}

/** Of what is stored, what this version of the app knows. */
export function knownEvents(types: readonly string[]): EventType[] {
  return eventNames.filter((each) => types.includes(each));
}
