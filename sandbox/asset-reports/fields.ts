import type { AssetReportUser, ReportType } from 'plaid';
import { z } from 'zod';
import { httpUrl, object, text, wholeNumber } from '../plaid/fields.ts';
import type { Wire } from '../plaid/wire.ts';

/** Plaid looks back two years and a day. */
export const reportDays = wholeNumber(0, 731);

/** An empty text takes a webhook away when a report is refreshed. */
export const reportWebhook = z.union([httpUrl, z.literal('')]);

const part = text.max(500).nullable().optional();

export const reportUser = object({
  client_user_id: part,
  first_name: part,
  middle_name: part,
  last_name: part,
  ssn: part,
  phone_number: part,
  email: part,
}) satisfies z.ZodType<Wire<AssetReportUser>>;

export const reportType = z.enum(['asset'] satisfies Wire<ReportType>[]);
