import { PlaidFailure } from '../plaid/failure.ts';
import type { Call } from '../plaid/operation.ts';

interface Evaluated {
  initiated: number | null;
}

/** What became of an evaluated payment. A later report of the same payment replaces the earlier one. */
export function reportDecision(
  call: Call,
  transactionId: string,
  initiated: boolean,
  decision: object,
): void {
  requireEvaluated(call, transactionId);
  call.sandbox.db.run(
    `UPDATE signal_transactions SET initiated = ?, decision_json = ?
     WHERE client_id = ? AND client_transaction_id = ?`,
    initiated ? 1 : 0,
    JSON.stringify(decision),
    call.clientId,
    transactionId,
  );
}

/** An evaluated payment came back. One reported as never begun cannot. */
export function reportReturn(call: Call, transactionId: string, report: object): void {
  if (requireEvaluated(call, transactionId).initiated === 0) {
    throw new PlaidFailure('SIGNAL_TRANSACTION_NOT_INITIATED');
  }
  call.sandbox.db.run(
    `UPDATE signal_transactions SET return_json = ?
     WHERE client_id = ? AND client_transaction_id = ?`,
    JSON.stringify(report),
    call.clientId,
    transactionId,
  );
}

function requireEvaluated(call: Call, transactionId: string): Evaluated {
  const row = call.sandbox.db.get<Evaluated>(
    `SELECT initiated FROM signal_transactions WHERE client_id = ? AND client_transaction_id = ?`,
    call.clientId,
    transactionId,
  );
  if (!row) {
    throw new PlaidFailure('INVALID_FIELD', {
      message: 'client_transaction_id names no transaction that has been evaluated',
    });
  }
  return row;
}
