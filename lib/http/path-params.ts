import 'server-only';
import { z } from 'zod';

export const institutionParams = z.object({ institutionId: z.string().regex(/^ins_\w{1,60}$/) });
export const itemParams = z.object({ itemId: z.uuid() });
export const syncRunParams = z.object({ itemId: z.uuid(), runId: z.uuid() });
export const accessTokenParams = z.object({ accessTokenId: z.uuid() });
export const accountParams = z.object({ accountId: z.uuid() });
/** `<token>.ics`, of which the token is passed on. */
export const feedParams = z.object({
  householdId: z.uuid(),
  file: z
    .string()
    .regex(/^[\w-]{43}\.ics$/)
    .transform((file) => file.slice(0, -'.ics'.length)),
});
export const householdParams = z.object({ householdId: z.uuid() });
export const inviteParams = z.object({ inviteId: z.uuid() });
export const memberParams = z.object({ memberId: z.uuid() });
export const attachmentParams = z.object({ attachmentId: z.uuid() });
export const assetReportParams = z.object({ assetReportId: z.uuid() });
export const assetReportCopyParams = z.object({
  assetReportId: z.uuid(),
  assetReportCopyId: z.uuid(),
});
export const proofPackParams = z.object({ proofPackId: z.uuid() });
export const archiveParams = z.object({ archiveId: z.uuid() });
export const importParams = z.object({ importId: z.uuid() });
export const matchParams = z.object({ matchId: z.uuid() });
export const transferParams = z.object({ transferId: z.uuid() });
export const duplicateParams = z.object({ duplicateId: z.uuid() });
export const pushDeviceParams = z.object({ pushDeviceId: z.uuid() });
export const webhookEndpointParams = z.object({ webhookEndpointId: z.uuid() });
export const webhookDeliveryParams = z.object({
  webhookEndpointId: z.uuid(),
  webhookDeliveryId: z.uuid(),
});
export const passkeyParams = z.object({ passkeyId: z.uuid() });
export const sessionParams = z.object({ sessionId: z.uuid() });
export const relinkParams = z.object({ relinkId: z.uuid() });
export const categoryParams = z.object({ categoryId: z.uuid() });
export const tagParams = z.object({ tagId: z.uuid() });
export const statementParams = z.object({ statementId: z.uuid() });
export const streamParams = z.object({ streamId: z.uuid() });
export const ruleParams = z.object({ ruleId: z.uuid() });
export const goalParams = z.object({ goalId: z.uuid() });
export const contributionParams = z.object({ goalId: z.uuid(), contributionId: z.uuid() });
export const savedViewParams = z.object({ savedViewId: z.uuid() });
export const savedReportParams = z.object({ savedReportId: z.uuid() });
export const undoStepParams = z.object({ undoStepId: z.uuid() });
export const transactionParams = z.object({ transactionId: z.uuid() });
