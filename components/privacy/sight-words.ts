import type { Sight } from '#lib/privacy/sights';

export const sightOptions: { value: Sight; label: string }[] = [
  { value: 'full', label: 'Everything' },
  { value: 'balance', label: 'Balance only' },
  { value: 'hidden', label: 'Nothing' },
];
