import assert from 'node:assert/strict';
import { composeOf, edgesOf, type Files, placesOf, workload } from './graph.ts';

interface Case {
  readonly name: string;
  readonly files: Files;
  readonly edges: readonly string[];
}

const helpers = `
{{- define "shop.fullname" -}}
{{- if .Values.fullnameOverride }}{{ .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}{{- $name := default .Chart.Name .Values.nameOverride }}
{{- if contains $name .Release.Name }}{{ .Release.Name }}{{ else }}{{ printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}{{ end }}
{{- end }}
{{- end }}
{{/* labels: {{ not.read }} */}}
{{- define "shop.labels" -}}
app: {{ include "shop.fullname" . }}
{{- end }}`;

const chart = (name: string): Files => ({
  [`${name}/Chart.yaml`]: `name: ${name}\nversion: 1.0.0`,
  [`${name}/templates/_helpers.tpl`]: helpers,
  [`${name}/templates/all.yaml`]: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}
spec:
  template:
    metadata:
      labels:
        {{- include "shop.labels" . | nindent 8 }}
    spec:
      containers:
        - name: main
          image: "{{ .Values.image }}"
          {{- with .Values.env }}
          env:
            {{- range $key, $value := . }}
            - name: {{ $key }}
              value: {{ $value | quote }}
            {{- end }}
          {{- end }}
---
apiVersion: v1
kind: Service
metadata: { name: {{ include "shop.fullname" . }} }
spec: { selector: { {{ include "shop.labels" . }} } }`,
});

const cases: readonly Case[] = [
  {
    name: 'helm: one chart a service, named by its release',
    files: {
      ...chart('cart'),
      'cart/values.yaml': 'image: cart\nenv: { ORDERS_URL: "http://orders:80", NAME: orders }',
      ...chart('orders'),
      'orders/values.yaml': 'image: orders\nenv: { CART: "http://{{ .Release.Name }}-cart:80" }',
    },
    edges: ['cart -> orders addressed'],
  },
  {
    name: 'helm: conditions hold, as the values have it',
    files: {
      'c/Chart.yaml': 'name: c',
      'c/values.yaml': 'cache: { enabled: false, name: cache }\ndb: { enabled: true, name: db }',
      'c/templates/a.yaml': `
apiVersion: apps/v1
kind: Deployment
metadata: { name: "{{ .Release.Name }}-web" }
spec:
  template:
    spec:
      containers:
        - name: web
          env:
            {{- if .Values.cache.enabled }}
            - { name: CACHE, value: "{{ .Values.cache.name }}:6379" }
            {{- else if and .Values.db.enabled (not .Values.cache.enabled) }}
            - { name: DB, value: "{{ .Release.Name }}-{{ .Values.db.name }}:5432" }
            {{- end }}`,
      'c/templates/b.yaml': `
{{- range $name := list "db" "cache" }}
---
apiVersion: v1
kind: Service
metadata: { name: {{ $.Release.Name }}-{{ $name }} }
spec: { selector: { app: x } }
{{- end }}`,
    },
    edges: ['web -> db addressed'],
  },
  {
    name: 'helm: a chart that is fetched from elsewhere is a service too',
    files: {
      'c/Chart.yaml': `
        name: shop
        dependencies: [{ name: postgresql, repository: "https://charts.example" }]`,
      'c/templates/a.yaml': `
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec: { template: { spec: { containers: [{ name: c, env: [{ name: DB_HOST, value: "{{ .Release.Name }}-postgresql" }] }] } } }`,
    },
    edges: ['web -> postgresql addressed'],
  },
  {
    name: 'terraform: settings that refer to other modules, and what is there to wait for',
    files: {
      'main.tf': `
        module "catalog_service" {
          source       = "./service"
          service_name = "catalog"
          environment_variables = {
            DB_ENDPOINT = "\${module.dependencies.catalog_db_endpoint}:\${module.dependencies.catalog_db_port}"
          }
        }
        module "ui_service" {
          source       = "./service"
          service_name = "ui"
          environment_variables = {
            # CART_URL = "http://\${module.cart_service.ecs_service_name}"
            CATALOG_URL = "http://\${module.catalog_service.ecs_service_name}"
          }
          depends_on = [module.cart_service]
        }
        module "cart_service" {
          source = "./service"
          environment_variables = {}
        }
        resource "aws_rds_cluster" "catalog_db" {
          depends_on = [aws_security_group.all]
        }
        module "vpc" { source = "vpc" }`,
    },
    edges: ['catalog -> catalog_db addressed', 'ui -> cart ordered', 'ui -> catalog addressed'],
  },
  {
    name: 'aspire: references and waiting, children, and no way back',
    files: {
      'src/AppHost/Program.cs': `
        var builder = DistributedApplication.CreateBuilder(args);
        var redis = builder.AddRedis("redis");
        var postgres = builder.AddPostgres("postgres").WithImage("x");
        var catalogDb = postgres.AddDatabase("catalogdb");
        // var old = builder.AddRedis("old");
        var identity = builder.AddProject<Projects.Identity_API>("identity-api");
        var identityUrl = identity.GetEndpoint("http");
        var catalog = builder.AddProject<Projects.Catalog_API>("catalog-api")
            .WithReference(catalogDb)
            .WaitFor(redis)
            .WithEnvironment("Identity__Url", identityUrl);
        builder.AddProject<Projects.WebApp>("webapp").WithReference(catalog).WithReference(redis);
        identity.WithEnvironment("CatalogClient", catalog.GetEndpoint("http"));
        builder.Build().Run();`,
    },
    edges: [
      'catalog-api -> identity-api addressed',
      'catalog-api -> postgres addressed',
      'catalog-api -> redis ordered',
      'webapp -> catalog-api addressed',
      'webapp -> redis addressed',
    ],
  },
  {
    name: 'a Dockerfile brings settings for the service it builds',
    files: {
      'docker-compose.yml':
        'services:\n  web: { build: { context: ./front } }\n  cart: { image: cart }\n  db: { image: db }\n  pay: { image: pay, environment: { A: b } }\n',
      'front/Dockerfile': `
        FROM nginx:1
        # ENV DB_HOST=db
        ENV CART_HOST=cart \\
            NAME=db
        ENV PAY_URL http://pay:80`,
      'other/Dockerfile': 'FROM x\nENV DB_HOST=db',
    },
    edges: ['web -> cart addressed', 'web -> pay addressed'],
  },
  {
    name: 'settings of proxies and frameworks, wherever the service keeps them',
    files: {
      'docker-compose.yml': `
        services:
          edge: { image: nginx, volumes: ["./conf/nginx.conf:/etc/nginx/nginx.conf:ro"] }
          gateway: { build: ./gateway }
          orders: { build: ./orders }
          users: { image: users }
          db: { image: postgres }
          config: { build: ./config }`,
      'conf/nginx.conf': `
        upstream back {
          server orders:8080 weight=2;
          # server db:80;
        }
        location /u { proxy_pass http://users:80/; }`,
      'gateway/src/main/resources/application.yml': `
        spring:
          cloud:
            gateway:
              routes:
                - id: db
                  uri: lb://orders
          config: { import: "\${CONFIG_URL:http://config:8888}" }
        eureka.instance.hostname: users`,
      'orders/src/main/resources/application.properties': `
        spring.datasource.url=jdbc:postgresql://db:5432/users
        spring.application.name=users`,
      'config/shared/users.yml': 'datasource: { url: "jdbc:postgresql://db/x" }',
    },
    edges: [
      'edge -> orders addressed',
      'edge -> users addressed',
      'gateway -> config addressed',
      'gateway -> orders addressed',
      'orders -> db addressed',
      'users -> db addressed',
    ],
  },
  {
    name: 'one service that two kinds of manifests name differently',
    files: {
      'docker-compose.yml':
        'services: { web: { image: x, environment: ["VOTE_HOST=vote:80"] }, vote: { image: y } }',
      'k8s.yaml': workload('web', 'env: [{ name: VOTE_HOST, value: "vote-svc.votes:80" }]')
        .concat('---\n', workload('vote'))
        .replace(/(kind: Service\nmetadata: \{ name: \w+)/g, '$1-svc, namespace: votes'),
    },
    edges: ['web-svc -> vote-svc addressed'],
  },
  {
    name: "two that are called by each other's names are one",
    files: {
      'docker-compose.yml':
        'services: { cache: { image: redis, container_name: redis-cart }, web: { image: x, environment: ["A=http://redis-cart"] } }',
      'k8s.yaml': workload('cache').replace(
        'kind: Service\nmetadata: { name: cache }',
        'kind: Service\nmetadata: { name: redis-cart }',
      ),
    },
    edges: ['web -> cache addressed'],
  },
  {
    name: 'gateways that are told by their files',
    files: {
      'compose.yml': `
        services:
          kong: { image: kong, volumes: ["./kong.yml:/kong/kong.yml"] }
          krakend: { image: krakend, volumes: ["./krakend:/etc/krakend"] }
          orders: { image: x, environment: { JAVA_OPTS: "-Xmx1g -Dspring.data.mongodb.host=mongo -Dname=kong" } }
          users: { image: x, environment: { SPRING_APPLICATION_JSON: '{"spring":{"rabbitmq":{"host":"rabbit"}}}' } }
          mongo: { image: mongo }
          rabbit: { image: rabbitmq }`,
      'kong.yml': 'services:\n  - name: users\n    url: http://orders:80\n',
      'krakend/krakend.json':
        '{ "backend": [ {\n "host": [ "http://users:8080" ], "url_pattern": "/orders" } ] }',
    },
    edges: [
      'kong -> orders addressed',
      'krakend -> users addressed',
      'orders -> mongo addressed',
      'users -> rabbit addressed',
    ],
  },
  {
    name: 'the first version of compose files has services at the top',
    files: {
      'docker-compose.yml':
        'web: { build: ., links: ["redis:cache"], environment: { A: "cache:6379" } }\nredis: { image: redis }',
    },
    edges: ['web -> redis addressed'],
  },
  {
    name: 'a mesh that is told by annotations, and a sidecar that calls by name',
    files: {
      'all.yaml': `
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          template:
            metadata: { annotations: { "consul.hashicorp.com/connect-service-upstreams": "api:9090" } }
            spec: { containers: [{ name: c, env: [{ name: PAY, value: "http://localhost:3500/v1.0/invoke/pay-app/method/pay" }] }] }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: api }
        spec: { template: { spec: { containers: [{ name: c }] } } }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: pay }
        spec: { template: { metadata: { annotations: { dapr.io/app-id: pay-app } }, spec: { containers: [{ name: c }] } } }`,
    },
    edges: ['web -> api addressed', 'web -> pay addressed'],
  },
  {
    name: 'what a configuration server hands out is not its own',
    files: {
      'docker-compose.yml': composeOf('config', 'accounts', 'auth', 'gateway', 'accounts-db'),
      'config/src/main/resources/shared/accounts.yml':
        'mongodb: { host: accounts-db }\nhost: accounts-db',
      'config/src/main/resources/shared/application.yml': 'tokenUri: http://auth:5000/token',
      'config/src/main/resources/shared/gateway.yml': `
        routes:
          a: { path: /a }
          b:
            serviceId: accounts`,
      'gateway/src/main/resources/bootstrap.yml': 'uri: http://config:8888',
    },
    edges: [
      'accounts -> accounts-db addressed',
      'gateway -> accounts addressed',
      'gateway -> config addressed',
    ],
  },
  {
    name: 'documentation, examples, tests and builds say nothing of what runs',
    files: {
      'docker-compose.yml': composeOf('a', 'b'),
      'docs/docker-compose.yml': 'services: { a: { image: a, depends_on: [b] } }',
      'examples/k.yaml': 'services: { a: { image: a, depends_on: [b] } }',
      '.github/workflows/ci.yml': 'services: { a: { image: a, depends_on: [b] } }',
      'docker-compose.test.yml': 'services: { a: { image: a, depends_on: [b] } }',
      'a/test/x.js': 'fetch("http://b:80")',
      'README.md': 'a calls http://b:80',
    },
    edges: [],
  },
];

suite('other manifests', () => {
  for (const { name, files, edges } of cases) {
    test(name, () => {
      assert.deepEqual(edgesOf(files), edges);
    });
  }

  test('a rendered template points at the lines of the template', () => {
    const files = {
      ...chart('cart'),
      'cart/values.yaml': 'env: { B: "http://b:80" }',
      'compose.yaml': composeOf('b'),
    };
    assert.deepEqual(placesOf(files), ['cart -> b cart/templates/all.yaml:18']);
  });
});
