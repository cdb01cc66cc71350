import 'server-only';
import { z } from 'zod';

export const itemParams = z.object({ itemId: z.uuid() });
export const syncRunParams = z.object({ itemId: z.uuid(), runId: z.uuid() });
export const accountParams = z.object({ accountId: z.uuid() });
export const matchParams = z.object({ matchId: z.uuid() });
export const transactionParams = z.object({ transactionId: z.uuid() });
