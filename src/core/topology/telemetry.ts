/** What watches a system: its names, and its images'. */
const watching =
  /^(jaeger|zipkin|tempo|loki|promtail|prometheus|alertmanager|pushgateway|grafana|grafana-agent|alloy|otel|otelcol\w*|opentelemetry|fluentd|fluent-?bit|filebeat|metricbeat|heartbeat|packetbeat|apm-server|kibana|logstash|telegraf|statsd|graphite|influxdb-exporter|datadog|dd|newrelic|dynatrace|instana|cadvisor|node-exporter|kube-state-metrics|skywalking|pinpoint|hystrix|turbine|zipkin-server|tracing-server|admin-server|opentelemetrycollector|collector|vector|seq|splunk|sentry|pyroscope|parca|kiali|weave-scope|tracing|monitoring|elastic-?agent|signoz|uptrace|openobserve)$/;

const watchingEnd =
  /(^|-)(exporter|collector|jaeger|zipkin|prometheus|grafana|otel|otelcol|telemetry)(-(agent|collector|query|server|all-in-one|kube|headless|service))*$/;

/** Whether a service only watches others, by its name or the image it runs. */
export function isTelemetry(name: string, images: readonly string[]): boolean {
  const plain = name.toLowerCase().replaceAll('_', '-');
  const bases = images.map((image) => (image.split('/').at(-1) ?? '').split(/[:@]/)[0] ?? '');
  return (
    watching.test(plain) ||
    watchingEnd.test(plain) ||
    bases.some((base) => watching.test(base) || watchingEnd.test(base))
  );
}
