import assert from 'node:assert/strict';
import { composeOf, edgesOf, type Files, workload } from './graph.ts';

interface Case {
  readonly name: string;
  readonly files: Files;
  readonly edges: readonly string[];
}

const service = (name: string, body: string): string => `
  resource "aws_ecs_task_definition" "${name}" {
    family = "${name}"
    container_definitions = jsonencode([{
      name = "${name}"
      environment = [
${body}
      ]
    }])
  }
  resource "aws_ecs_service" "${name}" {
    name            = "${name}"
    task_definition = aws_ecs_task_definition.${name}.arn
    load_balancer { target_group_arn = aws_lb_target_group.${name}.arn }
    service_registries { registry_arn = aws_service_discovery_service.${name}.arn }
  }
  resource "aws_service_discovery_service" "${name}" { name = "${name}" }
  resource "aws_lb_target_group" "${name}" { port = 80 }`;

const cases: readonly Case[] = [
  {
    name: 'terraform: the settings of a task definition are those of the service that runs it',
    files: {
      'main.tf': `${service(
        'web',
        `        { name = "CART_URL", value = "http://cart.shop.internal:8080" },
        {
          name  = "DB_HOST"
          value = aws_db_instance.orders.address
        },
        # { name = "TAX", value = "http://tax.shop.internal" },
        { name = "SERVICE_NAME", value = "tax" }`,
      )}
        ${service('cart', '')}
        ${service('tax', '        { name = "ALLOWED_ORIGINS", value = "http://web.shop.internal" }')}
        resource "aws_service_discovery_private_dns_namespace" "all" { name = "shop.internal" }
        resource "aws_db_instance" "orders" { identifier = "orders-db" }`,
    },
    edges: ['web -> cart addressed', 'web -> orders-db addressed'],
  },
  {
    name: 'terraform: load balancers and registries stand for the one service behind them',
    files: {
      'main.tf': `${service('cart', '')}
        ${service('tax', '')}
        resource "aws_lb" "cart" { internal = true }
        resource "aws_lb_listener" "cart" {
          load_balancer_arn = aws_lb.cart.arn
          default_action { target_group_arn = aws_lb_target_group.cart.arn }
        }
        resource "aws_lambda_function" "nightly" {
          function_name = "nightly"
          s3_bucket     = aws_s3_bucket.code.id
          environment {
            variables = {
              CART = "http://\${aws_lb.cart.dns_name}"
              TAX  = local.tax_url
            }
          }
        }
        locals { tax_url = "http://\${aws_service_discovery_service.tax.name}.shop" }
        resource "aws_s3_bucket" "code" { bucket = "code" }`,
    },
    edges: ['nightly -> cart addressed', 'nightly -> tax addressed'],
  },
  {
    name: 'terraform: a consumer asks a queue, topics and buckets call, and a role says what is allowed',
    files: {
      'main.tf': `
        resource "aws_sns_topic" "orders" { name = "order-events" }
        resource "aws_sqs_queue" "ship" {
          name = "ship-queue"
          redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn })
        }
        resource "aws_sqs_queue" "dead" { name = "dead" }
        resource "aws_s3_bucket" "uploads" { bucket = "uploads" }
        resource "aws_dynamodb_table" "parcels" { name = "parcels" }
        resource "aws_sns_topic_subscription" "ship" {
          topic_arn = aws_sns_topic.orders.arn
          endpoint  = aws_sqs_queue.ship.arn
        }
        resource "aws_lambda_event_source_mapping" "ship" {
          event_source_arn = aws_sqs_queue.ship.arn
          function_name    = aws_lambda_function.ship.arn
        }
        resource "aws_lambda_function" "ship" {
          function_name = "ship"
          role          = aws_iam_role.ship.arn
        }
        resource "aws_iam_role_policy" "ship" {
          role   = aws_iam_role.ship.id
          policy = jsonencode({ Statement = [{ Action = "dynamodb:*", Resource = aws_dynamodb_table.parcels.arn }] })
        }
        resource "aws_s3_bucket_notification" "uploads" {
          bucket = aws_s3_bucket.uploads.id
          lambda_function { lambda_function_arn = aws_lambda_function.ship.arn }
        }`,
    },
    edges: [
      'order-events -> ship-queue addressed',
      'ship -> parcels allowed',
      'ship -> ship-queue addressed',
      'uploads -> ship addressed',
    ],
  },
  {
    name: 'terraform: containers of Cloud Run, and topics that push to them',
    files: {
      'main.tf': `
        resource "google_cloud_run_v2_service" "web" {
          name = "web"
          template {
            containers {
              env {
                name  = "API_BASE"
                value = google_cloud_run_v2_service.api.uri
              }
            }
          }
        }
        resource "google_cloud_run_v2_service" "api" {
          name = "api"
          template {
            containers {
              env {
                name  = "ALLOWED_ORIGINS"
                value = google_cloud_run_v2_service.web.uri
              }
              env {
                name  = "TOPIC"
                value = google_pubsub_topic.events.id
              }
            }
          }
        }
        resource "google_pubsub_topic" "events" { name = "events" }
        resource "google_pubsub_subscription" "bills" {
          topic = google_pubsub_topic.events.name
          push_config { push_endpoint = "\${google_cloudfunctions2_function.bills.url}/x" }
        }
        resource "google_cloudfunctions2_function" "bills" {
          name = "bills"
          build_config {
            source { storage_source { bucket = google_storage_bucket.code.name } }
          }
        }
        resource "google_storage_bucket" "code" { name = "code" }`,
    },
    edges: ['api -> events addressed', 'events -> bills addressed', 'web -> api addressed'],
  },
  {
    name: 'kubernetes: what only the running pod knows leaves the rest of an address as it is',
    files: {
      'all.yaml': `${workload(
        'a',
        'env: [{ name: NS, valueFrom: { fieldRef: { fieldPath: metadata.namespace } } }, { name: B, value: "http://b.$(NS).svc.cluster.local" }]',
      )}---\n${workload('b')}`,
    },
    edges: ['a -> b addressed'],
  },
  {
    name: 'helm: tpl sees what it is given, also within a loop and in a library',
    files: {
      'c/Chart.yaml': 'name: shop',
      'c/values.yaml': `
        peers:
          cart: http://{{ include "shop.full" . }}-cart
          tax: '{{ if .Values.tax.enabled }}http://{{ .Release.Name }}-tax{{ end }}'
        tax: { enabled: false }`,
      'c/templates/_helpers.tpl':
        '{{ define "shop.full" }}{{ .Release.Name }}-{{ .Chart.Name }}{{ end }}',
      'c/templates/all.yaml': `
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          template:
            spec:
              containers:
                - name: web
                  env:
                  {{- range $key, $url := .Values.peers }}
                    - { name: {{ upper $key }}_URL, value: {{ tpl $url $ | quote }} }
                  {{- end }}
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: "{{ include "shop.full" . }}-cart" }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: "{{ .Release.Name }}-tax" }`,
    },
    edges: ['web -> shop-cart addressed'],
  },
  {
    name: 'compose: a proxy leads to those that its labels name, and to no others',
    files: {
      'compose.yaml': `
        services:
          proxy: { image: "traefik:v3" }
          web: { image: web, labels: ["traefik.enable=true", "traefik.http.routers.web.rule=Host(\`x\`)"] }
          api: { image: api, deploy: { labels: { traefik.http.routers.api.rule: "PathPrefix(\`/api\`)" } } }
          db: { image: db, labels: ["traefik.enable=false"] }`,
    },
    edges: ['proxy -> api addressed', 'proxy -> web addressed'],
  },
  {
    name: 'compose: environment files of a base lie beside the base',
    files: {
      'compose.yaml': `
        services:
          beat: { extends: { file: infra/base.yaml, service: worker }, command: beat }
          queue: { image: rabbitmq }`,
      'infra/base.yaml': 'services:\n  worker: { image: w, env_file: broker.env }',
      'infra/broker.env': 'BROKER_URL=amqp://queue',
    },
    edges: ['beat -> queue addressed'],
  },
  {
    name: 'spring: clients of a registry and of a configuration server need no address',
    files: {
      'compose.yaml': composeOf('eureka', 'config-server', 'cart', 'orders', 'tax'),
      'eureka/src/main/java/App.java': '@EnableEurekaServer\nclass App {}',
      'config-server/pom.xml': '<artifactId>spring-cloud-config-server</artifactId>',
      'cart/pom.xml':
        '<artifactId>spring-cloud-starter-netflix-eureka-client</artifactId>\n<!-- spring-cloud-starter-config -->',
      'orders/build.gradle':
        "implementation 'org.springframework.cloud:spring-cloud-starter-config'",
      'tax/src/main/java/App.java':
        '// @EnableDiscoveryClient\n@SpringBootApplication\nclass App {}',
    },
    edges: ['cart -> eureka called', 'orders -> config-server called'],
  },
  {
    name: 'code: names that are looked up in a registry, or that a sidecar is asked to call',
    files: {
      'compose.yaml': composeOf('web', 'pay', 'tax', 'bank', 'mail'),
      'web/main.go':
        'package main\nfunc f() { client.Health().Service("pay", "", true, nil); grpc.Dial("consul://reg:8500/tax?wait=1s") }',
      'pay/Client.cs':
        'class C { Task Pay() => dapr.InvokeMethodAsync<Order, Receipt>(HttpMethod.Post, "bank", "pay", order); }',
      'tax/index.js': "client.invoker.invoke('mail', 'pay', HttpMethod.POST);",
    },
    edges: ['pay -> bank called', 'tax -> mail called', 'web -> pay called', 'web -> tax called'],
  },
  {
    name: 'configuration: elements of XML are addresses, and a gateway does not call its own',
    files: {
      'compose.yaml': `
        services:
          house: { image: clickhouse, volumes: ["./house/keeper.xml:/etc/keeper.xml"] }
          gate: { image: gate, build: ./gate }
          keeper: { image: keeper }
          web: { image: web, environment: { PIC_BASE_URL: "http://gate/pics" } }`,
      'house/keeper.xml':
        '<zookeeper>\n  <host>keeper</host>\n  <!-- <host>web</host> -->\n</zookeeper>',
      'gate/ocelot.json': '{\n  "GlobalConfiguration": {\n    "BaseUrl": "http://web"\n  }\n}',
    },
    edges: ['house -> keeper addressed'],
  },
  {
    name: 'code: names of schemas are no addresses, and clients of frameworks are',
    files: {
      'compose.yaml': composeOf('legacy', 'shop', 'quotes', 'transfers'),
      'legacy/Legacy.java': 'class Legacy { static final String NS = "http://shop/ns/orders"; }',
      'quotes/Client.java': '@Client(id = "transfers")\ninterface Transfers {}',
    },
    edges: ['quotes -> transfers called'],
  },
  {
    name: 'settings: profiles and quoted keys of properties, and what a script only prints',
    files: {
      'compose.yaml': `
        services:
          front: { image: front }
          transfers: { image: transfers }
          quotes: { image: quotes }
          cron: { image: cron, command: sh -c "echo http://front && curl -sf http://quotes" }
          init: { image: init, command: 'sh -c "echo http://front:80 > /etc/peer"' }`,
      'front/application.properties':
        '%prod.quarkus.rest-client."com.example.Client".url=http://transfers:8080\n% http://quotes',
    },
    edges: ['cron -> quotes addressed', 'front -> transfers addressed', 'init -> front addressed'],
  },
];

suite('systems described in other ways', () => {
  for (const { name, files, edges } of cases) {
    test(name, () => {
      assert.deepEqual(edgesOf(files), edges);
    });
  }
});
