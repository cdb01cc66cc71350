import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';

/** What is being worked on: a request, or a job of the queue. */
export type Scope = {
  /** By it a person's words, our log and a proxy's log are brought together. */
  requestId?: string;
  jobId?: string;
  task?: string;
  /** As in the file tree, once a route has taken the request. */
  route?: string;
  /** Of the span that is open, as W3C writes it; only where spans are recorded. */
  traceparent?: string;
};

// On globalThis because each of the server's bundles evaluates its modules anew.
const holder = globalThis as { plumblineScope?: AsyncLocalStorage<Scope> };
holder.plumblineScope ??= new AsyncLocalStorage();
const storage = holder.plumblineScope;

/** Null at start-up, and in commands. */
export function currentScope(): Scope | null {
  return storage.getStore() ?? null;
}

/** From here on whatever this request causes is of this scope; for who is called at its very start. */
export function enterScope(scope: Scope): void {
  storage.enterWith(scope);
}

export function runInScope<Value>(scope: Scope, run: () => Promise<Value>): Promise<Value> {
  return storage.run(scope, run);
}
