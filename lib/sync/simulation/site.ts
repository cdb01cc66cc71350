import 'server-only';
import type { BankItem } from './bank-item.ts';
import type { EditLedger } from './edit-ledger.ts';
import type { Invariants } from './invariants.ts';
import type { MemoryDatabase } from './memory-database.ts';
import type { MemoryQueue } from './memory-queue.ts';
import type { Tables } from './tables.ts';
import type { World } from './world.ts';

/** One installation: what outlives its processes. */
export type Site = {
  world: World;
  /** By access token. */
  bank: Map<string, BankItem>;
  tables: Tables;
  queue: MemoryQueue;
  database: MemoryDatabase;
  ledger: EditLedger;
  invariants: Invariants;
};
