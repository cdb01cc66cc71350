import type { SignalEvaluateResponse } from 'plaid';
import { z } from 'zod';
import type { Account } from '../accounts/accounts.ts';
import type { Item } from '../items/item.ts';
import { PlaidFailure, toItemError } from '../plaid/failure.ts';
import { filledText, flag, object, text } from '../plaid/fields.ts';
import type { Call } from '../plaid/operation.ts';
import type { Wire } from '../plaid/wire.ts';
import { readAttributes } from './attributes.ts';
import { decide, scorePayment, toWireScores } from './scores.ts';

const idLength = 36;
const defaultRuleset = 'default';

const line = text.max(500).nullable().optional();

export const transactionId = filledText.max(idLength);

/** The fields of a request that say what is planned; shared with `/processor/signal/evaluate`. */
export const paymentFields = {
  client_transaction_id: transactionId,
  amount: z.number().min(0),
  user_present: flag.nullable().optional(),
  client_user_id: filledText.max(idLength).optional(),
  is_recurring: flag.nullable().optional(),
  default_payment_method: line,
  user: object({
    name: object({
      prefix: line,
      given_name: line,
      middle_name: line,
      family_name: line,
      suffix: line,
    })
      .nullable()
      .optional(),
    phone_number: line,
    email_address: line,
    address: object({
      city: text.max(500).optional(),
      region: line,
      street: text.max(500).optional(),
      postal_code: line,
      country: line,
    })
      .nullable()
      .optional(),
  }).optional(),
  device: object({ ip_address: line, user_agent: line }).optional(),
  ruleset_key: line,
};

interface PlannedPayment {
  client_transaction_id: string;
  amount: number;
  ruleset_key?: string | null | undefined;
}

type Evaluation = Wire<Omit<SignalEvaluateResponse, 'request_id'>>;

/**
 * How risky a payment from the account would be. A broken login does not stop it: the answer rests on what
 * was known before and warns of it.
 */
export function evaluatePayment(
  call: Call,
  item: Item,
  account: Account,
  { client_transaction_id, amount, ruleset_key }: PlannedPayment,
): Evaluation {
  const { db, clock } = call.sandbox;
  const isNew = db.run(
    `INSERT INTO signal_transactions (client_id, client_transaction_id, item_id, account_id, amount,
       evaluated_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    call.clientId,
    client_transaction_id,
    item.itemId,
    account.account_id,
    amount,
    clock.now(),
  );
  if (isNew === 0) {
    throw new PlaidFailure('CLIENT_TRANSACTION_ID_ALREADY_IN_USE');
  }
  const attributes = readAttributes(call.sandbox, item, account, amount);
  const scores = scorePayment({
    amount,
    available: account.available ?? account.current ?? 0,
    overdrafts: attributes.nsf_overdraft_transactions_count_90d ?? 0,
    daysConnected: attributes.days_since_first_plaid_connection ?? 0,
  });
  return {
    scores: toWireScores(scores),
    core_attributes: attributes,
    ruleset: {
      ruleset_key: ruleset_key ?? defaultRuleset,
      result: decide(Math.max(scores.bank, scores.customer)),
      triggered_rule_details: null,
    },
    warnings: listWarnings(item),
  };
}

function listWarnings(item: Item): Evaluation['warnings'] {
  if (item.errorCode === null) {
    return [];
  }
  const { error_type, error_code, error_message } = toItemError(item.errorCode);
  return [{ warning_type: error_type, warning_code: error_code, warning_message: error_message }];
}
