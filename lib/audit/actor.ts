import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';

/** Who is at work, and the address they came from. */
export type Actor = { userId: string | null; peer: string | null };

// On globalThis because each of the server's bundles evaluates its modules anew.
const holder = globalThis as { plumblineActor?: AsyncLocalStorage<Actor> };
holder.plumblineActor ??= new AsyncLocalStorage();
const storage = holder.plumblineActor;

/** Whatever `run` records in an audit log was this actor's doing. */
export function actAs<Value>(actor: Actor, run: () => Promise<Value>): Promise<Value> {
  return storage.run(actor, run);
}

/** Nobody, where work has no person behind it: a worker, a command. */
export function currentActor(): Actor {
  return storage.getStore() ?? { userId: null, peer: null };
}
