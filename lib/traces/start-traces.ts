import 'server-only';
import { log } from '#lib/log';
import { type Recorder, recordSpans, type SpanKind } from './span.ts';

/** Of an exporter that cannot reach its collector, one line in this time. */
const linesEveryMs = 60_000;
const exportTimeoutMs = 5_000;

/**
 * Sends spans to an OpenTelemetry collector by OTLP over HTTP. The packages are loaded here, so that
 * a process without a collector has none of them. Nothing is registered with OpenTelemetry itself:
 * Next would record spans of its own then, with whole addresses in them.
 *
 * @param endpoint  the collector's address, without `/v1/traces`; OTEL_EXPORTER_OTLP_HEADERS goes along
 * @returns `flush` sends what waits, `stop` ends it
 */
export async function startTraces(
  endpoint: string,
): Promise<{ flush: () => Promise<void>; stop: () => Promise<void> }> {
  const [api, { BatchSpanProcessor, ParentBasedSampler, AlwaysOnSampler, TracerProvider }] =
    await Promise.all([import('@opentelemetry/api'), import('@opentelemetry/sdk-trace')]);
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  const exporter = new OTLPTraceExporter({
    url: `${endpoint}/v1/traces`,
    timeoutMillis: exportTimeoutMs,
  });
  let saidAt = Number.NEGATIVE_INFINITY;
  const send = exporter.export.bind(exporter);
  exporter.export = (spans, done) =>
    send(spans, (result) => {
      if (result.error && performance.now() - saidAt > linesEveryMs) {
        saidAt = performance.now();
        log.warn({ error: result.error }, 'traces were not taken; they are lost, and nothing else');
      }
      done(result);
    });
  const service = `plumbline-${process.env.PLUMBLINE_SERVICE ?? 'app'}`;
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: exportTimeoutMs })],
  });
  recordSpans(makeRecorder(api, provider.getTracer('plumbline')));
  return {
    flush: () => provider.forceFlush({ timeoutMillis: exportTimeoutMs }).catch(() => {}),
    stop: async () => {
      recordSpans(undefined);
      await provider.shutdown().catch(() => {});
    },
  };
}

type Api = typeof import('@opentelemetry/api');

function makeRecorder(api: Api, tracer: import('@opentelemetry/api').Tracer): Recorder {
  const kinds: Record<SpanKind, import('@opentelemetry/api').SpanKind> = {
    server: api.SpanKind.SERVER,
    client: api.SpanKind.CLIENT,
    consumer: api.SpanKind.CONSUMER,
    internal: api.SpanKind.INTERNAL,
  };
  return ({ name, kind, facts, parent }) => {
    const [, traceId = '', spanId = '', flags = '00'] = parent?.split('-') ?? [];
    const context = parent
      ? api.trace.setSpanContext(api.ROOT_CONTEXT, {
          traceId,
          spanId,
          traceFlags: Number.parseInt(flags, 16),
          isRemote: true,
        })
      : api.ROOT_CONTEXT;
    const span = tracer.startSpan(name, { kind: kinds[kind], attributes: facts }, context);
    const own = span.spanContext();
    const sampled = (own.traceFlags & api.TraceFlags.SAMPLED) === 0 ? '00' : '01';
    return {
      traceparent: `00-${own.traceId}-${own.spanId}-${sampled}`,
      end: ({ name: last, facts: more = {}, error }) => {
        if (last) span.updateName(last);
        span.setAttributes(more);
        if (error) {
          span.setAttribute('error.type', error);
          span.setStatus({ code: api.SpanStatusCode.ERROR });
        }
        span.end();
      },
    };
  };
}
