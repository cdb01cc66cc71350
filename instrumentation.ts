/** Runs once in the server process, before it takes requests. */
export async function register(): Promise<void> {
  // A condition and not an early return: the bundler of other runtimes leaves the block out.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { env, requireEnv } = await import('#lib/env');
    env();
    requireEnv('DATABASE_URL');
    requireEnv('AUTH_SECRET');
    requireEnv('ENCRYPTION_KEYS');
    const { guardConnections } = await import('#lib/net/guard-connections');
    const { listDestinations } = await import('#lib/net/list-destinations');
    guardConnections(listDestinations(env()));
    const { promiseTokens } = await import('#lib/db/rate-bucket');
    const { shareRateLimits } = await import('#lib/plaid/rate-limits');
    shareRateLimits(promiseTokens);
    const { startWritingCalls } = await import('#lib/plaid-calls/write-calls');
    const stopWritingCalls = startWritingCalls();
    const { prepareRequests } = await import('#lib/http/prepare-requests');
    prepareRequests();
    const { METRICS_PORT, METRICS_HOST } = env();
    if (METRICS_PORT) {
      const { serveMetrics } = await import('#lib/metrics/serve-metrics');
      await serveMetrics(METRICS_PORT, METRICS_HOST);
    }
    const { closeAllStreams } = await import('#lib/live/open-event-stream');
    const { drainOnSigterm } = await import('#lib/health/draining');
    let flushTraces = async () => {};
    const collector = env().OTEL_EXPORTER_OTLP_ENDPOINT;
    if (collector) {
      const { startTraces } = await import('#lib/traces/start-traces');
      flushTraces = (await startTraces(collector)).flush;
    }
    const leave = () => {
      // An open event stream would keep the server from ever finishing its requests.
      closeAllStreams();
      void flushTraces();
      void stopWritingCalls();
    };
    drainOnSigterm(env().DRAIN_SECONDS, leave);
    process.once('SIGINT', leave);
  }
}
