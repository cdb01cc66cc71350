/** What a list of entries can be narrowed to. */
export const auditTopics = ['signing_in', 'banks', 'household', 'data', 'operation'] as const;
export type AuditTopic = (typeof auditTopics)[number];
