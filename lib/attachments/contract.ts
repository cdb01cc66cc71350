import { z } from 'zod';

/** Of one file. */
export const attachmentBytes = 10 * 1024 * 1024;
/** On one transaction. */
export const attachmentLimit = 10;

export const attachmentListQuery = z.strictObject({ transactionId: z.uuid() });

export const attachmentQuery = z.strictObject({
  transactionId: z.uuid(),
  /** As the browser names the file. */
  name: z.string().min(1).max(255),
});
export type AttachmentQuery = z.infer<typeof attachmentQuery>;

export type AttachmentDto = {
  id: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  createdAt: string;
};

export type AttachmentListDto = { items: AttachmentDto[]; nextCursor: null };
