import assert from 'node:assert/strict';
import { edgesOf, type Files, placesOf, topologyOf, workload } from './graph.ts';

interface Case {
  readonly name: string;
  readonly files: Files;
  readonly edges: readonly string[];
}

const env = (value: string): string => `env: [{ name: PEER_ADDR, value: "${value}" }]`;
const peers = (...names: readonly string[]): string =>
  names.map((name) => workload(name)).join('---\n');

const cases: readonly Case[] = [
  {
    name: 'addresses in the environment, however the host is written',
    files: {
      'a.yaml': workload('a', env('b:80')),
      'b.yaml': workload('b', env('http://c.shop.svc.cluster.local:8080/x')),
      'c.yaml': workload('c', env('grpc://d.default:9000')),
      'd.yaml': workload('d', env('dns:///e.shop.svc:80')),
      'e.yaml': peers('e'),
    },
    edges: ['a -> b addressed', 'b -> c addressed', 'c -> d addressed', 'd -> e addressed'],
  },
  {
    name: 'a host of somebody else is none of ours, even if it begins like one',
    files: { 'all.yaml': `${workload('a', env('redis.example.com:6379'))}---\n${peers('redis')}` },
    edges: [],
  },
  {
    name: 'versions of one service are that service, and a second Service is another name',
    files: {
      'all.yaml': `
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: reviews-v1 }
        spec: { template: { metadata: { labels: { app: reviews, version: v1 } }, spec: { containers: [{ name: c, image: r, env: [{ name: RATINGS_URL, value: "http://ratings-external" }] }] } } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: reviews-v2 }
        spec: { template: { metadata: { labels: { app: reviews, version: v2 } }, spec: { containers: [{ name: c, image: r, args: ["--peer=reviews-v1:80"] }] } } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: reviews }
        spec: { selector: { app: reviews } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: ratings }
        spec: { template: { metadata: { labels: { app: ratings } }, spec: { containers: [{ name: c, image: r }] } } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: ratings }
        spec: { selector: { app: ratings } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: ratings-external }
        spec: { selector: { app: ratings }, type: LoadBalancer }`,
    },
    edges: ['reviews -> ratings addressed'],
  },
  {
    name: 'settings from ConfigMaps and Secrets, one key or all of them',
    files: {
      'all.yaml': `${workload('a', 'env: [{ name: DB_URI, valueFrom: { configMapKeyRef: { name: settings, key: uri } } }]')}---
${workload('b', 'envFrom: [{ secretRef: { name: hidden } }]')}---
${peers('db', 'cache')}---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { uri: "jdbc:postgresql://db:5432/x", other: "http://cache" }
---
apiVersion: v1
kind: Secret
metadata: { name: hidden }
data: { REDIS: cmVkaXM6Ly9jYWNoZTo2Mzc5 }`,
    },
    edges: ['a -> db addressed', 'b -> cache addressed'],
  },
  {
    name: 'a shared ConfigMap says who may be called, and no more',
    files: {
      'all.yaml': `${workload('a', 'envFrom: [{ configMapRef: { name: api } }]')}---
${workload('b', 'envFrom: [{ configMapRef: { name: api } }]')}---
${peers('c')}---
apiVersion: v1
kind: ConfigMap
metadata: { name: api }
data: { A_ADDR: "a:80", B_ADDR: "b:80", C_ADDR: "c:80" }`,
    },
    edges: ['a -> b allowed', 'a -> c allowed', 'b -> a allowed', 'b -> c allowed'],
  },
  {
    name: 'a setting made of others, arguments, scripts, and mounted files',
    files: {
      'all.yaml': `${workload('a', 'env: [{ name: HOST_NAME, value: b }, { name: URL, value: "http://$(HOST_NAME):80" }]')}---
${workload('c', 'args: ["-addr", "b:80", "--db-host=d"]')}---
${workload('e', 'command: ["/bin/sh", "-c", "serve --upstream http://b:80"]')}---
${workload('f').replace('      containers:', '      volumes: [{ name: v, configMap: { name: proxy } }]\n      containers:')}---
${peers('b', 'd')}---
apiVersion: v1
kind: ConfigMap
metadata: { name: proxy }
data:
  default.conf: |
    server {
      # proxy_pass http://e;
      location / { }
      proxy_pass http://b:80;
    }`,
    },
    edges: [
      'a -> b addressed',
      'c -> b addressed',
      'c -> d addressed',
      'e -> b addressed',
      'f -> b addressed',
    ],
  },
  {
    name: 'probes, images, labels, annotations and ports name no peer',
    files: {
      'all.yaml': `${workload('a', 'livenessProbe: { httpGet: { host: b, path: "http://b/", port: 80 } }\nreadinessProbe: { exec: { command: [curl, "http://b"] } }', 'b:80')}---
${peers('b')}`,
    },
    edges: [],
  },
  {
    name: 'an init container waits: start order',
    files: {
      'all.yaml': `${workload('a').replace('      containers:', '      initContainers: [{ name: w, image: busybox, command: [sh, -c, "until nc -z db 5432; do sleep 1; done"] }]\n      containers:')}---
${peers('db')}`,
    },
    edges: ['a -> db ordered'],
  },
  {
    name: 'network policies allow, in the direction of the call',
    files: {
      'all.yaml': `${peers('mail', 'shop', 'db')}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: mail }
spec:
  podSelector: { matchLabels: { app: mail } }
  ingress: [{ from: [{ podSelector: { matchLabels: { app: shop } } }] }, {}]
  egress: [{ to: [{ podSelector: { matchLabels: { app: db } } }] }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: all }
spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }`,
    },
    edges: ['mail -> db allowed', 'shop -> mail allowed'],
  },
  {
    name: 'kustomize: generated settings and patches',
    files: {
      'base/all.yaml': `${workload('a', 'envFrom: [{ configMapRef: { name: app } }]')}---\n${peers('b', 'c')}`,
      'base/kustomization.yaml': `
        resources: [all.yaml]
        configMapGenerator:
          - name: app
            literals: [PEER_URL=http://b]`,
      'prod/kustomization.yaml': `
        resources: [../base]
        patches:
          - patch: |-
              apiVersion: apps/v1
              kind: Deployment
              metadata: { name: a }
              spec: { template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: main, env: [{ name: C_HOST, value: c }] }] } } }`,
    },
    edges: ['a -> b addressed', 'a -> c addressed'],
  },
  {
    name: 'stateful pods, operators, and Services for what lies outside',
    files: {
      'all.yaml': `${workload('a', 'env: [{ name: MONGO, value: "mongodb://m-0.m,m-1.m/x" }, { name: BOOTSTRAP_SERVERS, value: "events-kafka-bootstrap:9092" }, { name: BILL_URL, value: "http://bill" }]')}---
${peers('m', 'pay')}---
apiVersion: kafka.strimzi.io/v1
kind: Kafka
metadata: { name: events }
spec: {}
---
apiVersion: v1
kind: Service
metadata: { name: bill }
spec: { type: ExternalName, externalName: pay.default.svc.cluster.local }`,
    },
    edges: ['a -> events addressed', 'a -> m addressed', 'a -> pay addressed'],
  },
  {
    name: 'telemetry is no part of the call graph',
    files: {
      'all.yaml': `${workload('a', 'env: [{ name: OTEL_EXPORTER_OTLP_ENDPOINT, value: "http://otel-collector:4317" }]')}---\n${peers('otel-collector')}`,
    },
    edges: [],
  },
];

suite('readKubernetes', () => {
  for (const { name, files, edges } of cases) {
    test(name, () => {
      assert.deepEqual(edgesOf(files), edges);
    });
  }

  test('points at the lines of the settings themselves', () => {
    const files = {
      'k/all.yaml': `${workload('a', 'envFrom:\n  - configMapRef: { name: app }')}---\n${workload('b')}`,
      'k/config.yaml': `
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: app }
        data:
          # the other one
          B_URL: http://b
          nginx.conf: |
            # nothing
            proxy_pass http://b;`,
    };
    assert.deepEqual(placesOf(files), ['a -> b k/config.yaml:6 k/config.yaml:9']);
  });

  test('tells what leads in, what watches, and what is odd', () => {
    const { entryPoints, telemetry, notes } = topologyOf({
      'all.yaml': `${workload('web', env('jaeger:14268'))}---\n${peers('jaeger')}---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop }
spec: { rules: [{ http: { paths: [{ backend: { service: { name: web, port: { number: 80 } } } }] } }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: lost }
spec: { podSelector: { matchLabels: { app: gone } }, ingress: [] }`,
    });
    assert.deepEqual(
      entryPoints.map(({ name, to }) => `${name} -> ${to}`),
      ['Ingress shop -> web'],
    );
    assert.deepEqual(
      telemetry.map(({ from, to }) => `${from} -> ${to}`),
      ['web -> jaeger'],
    );
    assert.deepEqual(
      notes.map(({ message }) => message),
      ['NetworkPolicy lost selects no pod that was read.'],
    );
  });
});
