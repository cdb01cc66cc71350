import 'server-only';
import type { ProviderTransaction } from '#lib/plaid/transactions';
import type { BankItem, Entry } from './bank-item.ts';
import type { World } from './world.ts';

const firstRows = 4;
const historyRows = 6;
const postingOrders = [
  'in place',
  'together',
  'pending goes first',
  'posted comes first',
  'link comes late',
  'in two parts',
] as const;

/** What goes on at a bank: purchases, postings in every order, corrections, withdrawals. */
export class BankLife {
  readonly #world: World;
  readonly #item: BankItem;
  /** Rings Plaid's webhook. */
  readonly #announce: () => void;
  /** The last version of every row there ever was. */
  readonly #all = new Map<string, ProviderTransaction>();
  /** Pending row → every posted row that ever named it. */
  readonly #claims = new Map<string, Set<string>>();
  #made = 0;

  constructor(world: World, item: BankItem, announce: () => void) {
    this.#world = world;
    this.#item = item;
    this.#announce = announce;
  }

  begin(): void {
    this.#world.later(5_000, () => {
      if (this.#item.status === 'not_ready') this.#item.status = 'initial_complete';
      this.#update('first rows', ...Array.from({ length: firstRows }, () => this.#make()));
      this.#nextBurst();
    });
    this.#world.later(40_000, () => {
      this.#item.status = 'historical_complete';
      const old = () => this.#make({ pending: false, date: '2025-06-01' });
      this.#update('whole history', ...Array.from({ length: historyRows }, old));
    });
  }

  #nextBurst(): void {
    this.#world.later(60_000, () => {
      if (this.#world.isCalm) return;
      const moves = this.#world.random.integer(1, 5);
      for (let move = 0; move < moves; move += 1) this.#world.later(400 * move, () => this.#move());
      this.#nextBurst();
    });
  }

  #move(): void {
    const { random, faults } = this.#world;
    if (random.chance(faults.cursorInvalid)) {
      this.#item.invalidateCursors();
      this.#world.count('invalid cursors');
      this.#world.note(this.#item.name, 'invalidates every cursor');
    }
    if (random.chance(faults.signInNeeded)) this.#item.needsSignIn = true;
    if (random.chance(faults.accessRevoked)) this.#item.isGone = true;
    const pending = random.find(this.#present().filter((row) => this.#mayPost(row)));
    const posted = random.find(this.#present().filter((row) => !row.pending));
    const some = random.find(this.#present());
    const dice = random.next();
    if (pending && dice < 0.35) this.#post(pending);
    else if (some && dice < 0.5) this.#correct(some);
    else if (posted && dice < 0.6) this.#withdraw(posted);
    else if (pending && dice < 0.65) this.#update('pending vanishes', pending, 'removed');
    else if (dice < 0.7) this.#restore();
    else this.#update('purchase', this.#make());
  }

  /** Pending → posted, in one of the orders banks do it in. */
  #post(pending: ProviderTransaction): void {
    const { random } = this.#world;
    const link = random.chance(0.85) ? pending.plaidTransactionId : null;
    const amountMinor = random.chance(0.4) ? this.#amount() : pending.amountMinor;
    const facts = { ...pending, pending: false, plaidPendingId: link, amountMinor };
    const posted = { ...facts, plaidTransactionId: this.#newId() };
    const later = (what: () => void) => this.#world.later(20_000, what);
    const order = random.pick(postingOrders);
    this.#world.count(`order: ${order}`);
    switch (order) {
      case 'in place':
        this.#update('posts in place', { ...pending, amountMinor, pending: false });
        break;
      case 'together':
        this.#update('posts', pending, 'removed', posted);
        break;
      case 'pending goes first':
        this.#update('pending goes first', pending, 'removed');
        later(() => this.#follow('posted follows', posted));
        break;
      case 'posted comes first':
        this.#update('posted comes first', posted);
        later(() => this.#removeIfThere(pending));
        break;
      case 'link comes late':
        this.#update('posted without a link', { ...posted, plaidPendingId: null });
        later(() => this.#linkLate(posted));
        later(() => this.#removeIfThere(pending));
        break;
      case 'in two parts': {
        const part = { ...posted, plaidTransactionId: this.#newId(), amountMinor: this.#amount() };
        this.#update('posts one of two parts', pending, 'removed', posted);
        later(() => this.#follow('posts the other part', part));
        break;
      }
    }
  }

  /** Pending, and not posted under another id already. */
  #mayPost(row: ProviderTransaction): boolean {
    const { plaidTransactionId: id } = row;
    return row.pending && !this.#present().some((each) => each.plaidPendingId === id);
  }

  /** Unless the pending row was posted in place meanwhile. */
  #follow(what: string, posted: ProviderTransaction): void {
    const pending = this.#all.get(posted.plaidPendingId ?? '');
    if (!pending || pending.pending) this.#update(what, posted);
  }

  #linkLate(posted: ProviderTransaction): void {
    const isThere = this.#present().some(
      (row) => row.plaidTransactionId === posted.plaidTransactionId,
    );
    if (isThere) this.#follow('link comes late', posted);
  }

  #removeIfThere(row: ProviderTransaction): void {
    const { plaidTransactionId: id } = row;
    const now = this.#present().find((each) => each.plaidTransactionId === id);
    if (now?.pending) this.#update('pending goes at last', row, 'removed');
  }

  #correct(row: ProviderTransaction): void {
    const { random } = this.#world;
    const day = String(random.integer(1, 28)).padStart(2, '0');
    const [what, change] = random.pick<[string, Partial<ProviderTransaction>]>([
      ['amount corrected', { amountMinor: this.#amount() }],
      ['date corrected', { date: `2026-01-${day}` }],
      ['name corrected', { name: `Shop ${random.integer(1, 99)}` }],
      ['said again', {}],
    ]);
    this.#update(what, { ...row, ...change });
  }

  /** Takes a posting back; its pending row, if it had one, mostly returns with the same update. */
  #withdraw(row: ProviderTransaction): void {
    const pending = this.#all.get(row.plaidPendingId ?? '');
    const others = this.#present().some(
      (each) => each !== row && each.plaidPendingId === row.plaidPendingId,
    );
    // Never the posting alone while its pending row stays unmentioned: see docs/reliability.md.
    if (!pending || others) this.#update('withdrawn', row, 'removed');
    else if (!this.#isSplit(pending) && this.#world.random.chance(0.5)) {
      this.#update('pending again', row, 'removed', pending);
    } else this.#update('withdrawn with its pending row', row, 'removed', pending, 'removed');
  }

  /** Something that went comes back under its old id; never a pending row beside two postings. */
  #restore(): void {
    const present = this.#item.rowsAt(this.#item.head);
    const row = this.#world.random.find(
      [...this.#all.values()]
        .filter(({ plaidTransactionId: id }) => !present.has(id))
        .filter((each) => !this.#isSplit(each)),
    );
    if (row) this.#update('restored', row);
  }

  #present(): ProviderTransaction[] {
    return [...this.#item.rowsAt(this.#item.head).values()];
  }

  #make(over: Partial<ProviderTransaction> = {}): ProviderTransaction {
    const { random } = this.#world;
    return {
      plaidTransactionId: this.#newId(),
      plaidAccountId: `${this.#item.name}.account${random.integer(1, 2)}`,
      plaidPendingId: null,
      pending: random.chance(0.6),
      date: '2026-01-01',
      authorizedDate: null,
      amountMinor: this.#amount(),
      currency: random.chance(0.9) ? 'USD' : 'EUR',
      name: `Shop ${random.integer(1, 99)}`,
      originalDescription: null,
      merchantName: null,
      merchantEntityId: null,
      logoUrl: null,
      paymentChannel: null,
      pfcPrimary: null,
      pfcDetailed: null,
      raw: '{}',
      ...over,
    };
  }

  #amount(): number {
    return this.#world.random.integer(-20_000, 5_000);
  }

  #newId(): string {
    this.#made += 1;
    return `${this.#item.name}.t${this.#made}`;
  }

  /** Two posted rows name it, as parts of it; then it stays gone. */
  #isSplit(row: ProviderTransaction): boolean {
    return row.pending && (this.#claims.get(row.plaidTransactionId)?.size ?? 0) > 1;
  }

  #claim({ plaidTransactionId, plaidPendingId }: ProviderTransaction): void {
    if (plaidPendingId === null) return;
    const claims = this.#claims.get(plaidPendingId) ?? new Set();
    this.#claims.set(plaidPendingId, claims.add(plaidTransactionId));
  }

  /** One update of the bank's: rows as they are now, each followed by 'removed' when it goes. */
  #update(what: string, ...said: (ProviderTransaction | 'removed')[]): void {
    const entries: Entry[] = said.flatMap<Entry>((row, index) => {
      if (row === 'removed') return [];
      const { plaidTransactionId: id } = row;
      if (said[index + 1] === 'removed') return [{ id, row: null }];
      this.#all.set(id, row);
      this.#claim(row);
      return [{ id, row }];
    });
    for (const row of this.#present().filter((each) => this.#isSplit(each))) {
      entries.push({ id: row.plaidTransactionId, row: null });
    }
    this.#item.append(...entries);
    this.#world.count(`bank: ${what}`);
    const ids = entries.map(({ id, row }) => (row ? `+${id}` : `-${id}`)).join(' ');
    this.#world.note(this.#item.name, `${what} ${ids} → head ${this.#item.head}`);
    this.#announce();
  }
}
