-- The console lists webhooks by when they came, and counts those of a day.
CREATE INDEX CONCURRENTLY "WebhookLog_receivedAt_id_idx" ON "WebhookLog"("receivedAt", "id");
