import { vi } from 'vitest';

// On globalThis because what is kept here outlives the modules.
const holder = globalThis as { testBeginning?: NodeJS.ProcessEnv };

/**
 * One process runs many test files: what it compiled and warmed up for one serves the next, half of what they cost. This
 * takes away what the file before left: settings, what the product keeps on globalThis, and the state of every module, each of
 * which is evaluated anew.
 */
export function beginAnew(): void {
  holder.testBeginning ??= { ...process.env };
  for (const name of Object.keys(process.env)) {
    if (!(name in holder.testBeginning)) delete process.env[name];
  }
  Object.assign(process.env, holder.testBeginning);
  for (const name of Object.keys(globalThis)) {
    if (name.startsWith('plumbline')) Reflect.deleteProperty(globalThis, name);
  }
  vi.resetModules();
}
