import { appendFileSync } from 'node:fs';
import { inject } from 'vitest';
import { hearSecrets } from './hear-secrets.ts';

// In every sweep: what the app tells its people is kept, so that it can be looked for afterwards
// where it must not be.

const { heardFile, sandboxUrl } = inject('sweep');
const { fetch } = globalThis;

globalThis.fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.url.startsWith(sandboxUrl)) return response;
  const heard = await hearSecrets(response.clone());
  if (Object.keys(heard).length > 0) appendFileSync(heardFile, `${JSON.stringify(heard)}\n`);
  return response;
};
