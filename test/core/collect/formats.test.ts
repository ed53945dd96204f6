import assert from 'node:assert/strict';
import { catalogue } from '../../../src/core/collect/catalogue.ts';
import { emptyHeader } from '../../../src/core/collect/header.ts';
import { recordsOf } from '../recordTable.ts';
import { assertRecord, collectLines, type Expected } from './collecting.ts';

const t = '2026-11-20T10:00:00.123Z';

const lines: readonly (readonly [string, string, Expected])[] = [
  // Java
  [
    'log4j',
    '2026-11-20 10:00:00,123 INFO  [main] com.example.Cart: loaded',
    {
      format: 'log4j',
      time: t,
      severity: 9,
      level: 'INFO',
      body: 'loaded',
      attributes: { 'thread.name': 'main', logger: 'com.example.Cart' },
    },
  ],
  [
    'a level where syslog names a host',
    '2026-11-20T10:00:00.123Z ERROR orders: order 2 failed',
    { format: 'iso8601', time: t, severity: 17, body: 'orders: order 2 failed' },
  ],
  [
    'log4j with dashes',
    '2026-11-20 10:00:00,123 WARN  [worker-3] com.acme.CacheLoader - slow: 3 s',
    {
      time: t,
      severity: 13,
      body: 'slow: 3 s',
      attributes: { 'thread.name': 'worker-3', logger: 'com.acme.CacheLoader' },
    },
  ],
  [
    'ZooKeeper',
    '2026-11-20 10:00:00,123 [myid:1] - WARN  [QuorumPeer[myid=1](plain=/0:0):QuorumPeer@1033] - LOOKING',
    {
      time: t,
      severity: 13,
      body: 'LOOKING',
      attributes: { logger: 'QuorumPeer', 'thread.name': 'QuorumPeer[myid=1](plain=/0:0)' },
    },
  ],
  [
    'a message in brackets after the dash',
    '2026-11-20 10:00:00,123 - INFO  [req-4:Logging@66] - [Log partition=a-1] Loaded',
    { severity: 9, body: '[Log partition=a-1] Loaded' },
  ],
  [
    'logback default',
    '10:00:00.123 [main] DEBUG o.h.SQL - select 1',
    {
      time: '1970-01-01T10:00:00.123Z',
      severity: 5,
      body: 'select 1',
      attributes: { logger: 'o.h.SQL', 'thread.name': 'main' },
    },
  ],
  [
    'Spring Boot',
    '2026-11-20 10:00:00.123  INFO 1 --- [nio-8080-exec-1] o.s.web.DispatcherServlet        : Initializing',
    {
      time: t,
      severity: 9,
      body: 'Initializing',
      attributes: {
        'process.pid': '1',
        'thread.name': 'nio-8080-exec-1',
        logger: 'o.s.web.DispatcherServlet',
      },
    },
  ],
  [
    'Spring Boot with a bar in the name of the thread',
    '2026-11-20T11:00:00.123+01:00  WARN 1 --- [kafka-producer-network-thread | producer-1] o.a.k.c.NetworkClient : gone',
    { time: t, severity: 13, body: 'gone' },
  ],
  [
    'Spring Boot 3 with a zone',
    '2026-11-20T11:00:00.123+01:00 ERROR 7 --- [cart] [main] c.e.Application : failed to start',
    { time: t, severity: 17, body: 'failed to start' },
  ],
  [
    'Sleuth ids',
    '2026-11-20 10:00:00.123  WARN [cart,0123456789abcdef0123456789abcdef,0123456789abcdef] 1 --- [main] c.e.Cart : slow',
    {
      severity: 13,
      service: 'cart',
      traceId: '0123456789abcdef0123456789abcdef',
      spanId: '0123456789abcdef',
      body: 'slow',
    },
  ],
  [
    'Elasticsearch',
    '[2026-11-20T10:00:00,123][WARN ][o.e.c.r.a.DiskThresholdMonitor] [node-1] high disk watermark',
    {
      time: t,
      severity: 13,
      body: '[node-1] high disk watermark',
      attributes: { logger: 'o.e.c.r.a.DiskThresholdMonitor' },
    },
  ],
  [
    'Kafka',
    '[2026-11-20 10:00:00,123] ERROR Error while loading log dir /data (kafka.log.LogManager)',
    { time: t, severity: 17, body: 'Error while loading log dir /data (kafka.log.LogManager)' },
  ],
  [
    'Cassandra',
    'INFO  [main] 2026-11-20 10:00:00,123 StorageService.java:1371 - Node state jump to normal',
    {
      time: t,
      severity: 9,
      body: 'Node state jump to normal',
      attributes: { 'thread.name': 'main' },
    },
  ],
  [
    'Dropwizard',
    'ERROR [2026-11-20 10:00:00,123] io.dropwizard.Server: cannot bind',
    { time: t, severity: 17, body: 'cannot bind', attributes: { logger: 'io.dropwizard.Server' } },
  ],
  [
    'game server',
    '[17:03:22] [main/INFO] [Wrapper]: Loading tweaks',
    {
      time: '1970-01-01T17:03:22.000Z',
      severity: 9,
      body: 'Loading tweaks',
      attributes: { 'thread.name': 'main', logger: 'Wrapper' },
    },
  ],
  [
    'garbage collection',
    '[2026-11-20T10:00:00.123+0000][info][gc] GC(0) Pause Young 24M->4M',
    { time: t, severity: 9 },
  ],
  [
    'garbage collection by uptime',
    '[12.345s][info][gc] GC(0) Pause Young 24M->4M',
    {
      format: 'gc',
      time: '1970-01-01T00:00:12.345Z',
      severity: 9,
      body: 'GC(0) Pause Young 24M->4M',
    },
  ],
  // Python, Ruby, Node, .NET
  [
    'Python with dashes',
    '2026-11-20 10:00:00,123 - shop.cart - ERROR - no stock',
    { time: t, severity: 17, body: 'no stock', attributes: { logger: 'shop.cart' } },
  ],
  [
    'Python without a name',
    '2026-11-20 10:00:00,123 - INFO - thread started',
    { severity: 9, body: 'thread started' },
  ],
  [
    'Python basicConfig',
    'ERROR:shop.cart:no stock',
    {
      format: 'python',
      severity: 17,
      time: undefined,
      body: 'no stock',
      attributes: { logger: 'shop.cart' },
    },
  ],
  [
    'gunicorn',
    '[2026-11-20 10:00:00 +0000] [31] [CRITICAL] WORKER TIMEOUT (pid:42)',
    {
      time: '2026-11-20T10:00:00.000Z',
      severity: 21,
      body: 'WORKER TIMEOUT (pid:42)',
      attributes: { 'process.pid': '31' },
    },
  ],
  [
    'Celery',
    '[2026-11-20 10:00:00,123: ERROR/MainProcess] consumer: Cannot connect',
    { time: t, severity: 17, body: 'consumer: Cannot connect' },
  ],
  [
    'uvicorn',
    'INFO:     Application startup complete.',
    { severity: 9, body: 'Application startup complete.' },
  ],
  [
    'uvicorn access',
    'INFO:     10.0.0.7:51000 - "GET /cart HTTP/1.1" 500 Internal Server Error',
    { severity: 17, attributes: { 'http.response.status_code': '500' } },
  ],
  [
    'OpenStack',
    'nova-api.log.1 2026-11-20 10:00:00.123 2931 INFO nova.compute.manager [req-3ea4052c-895d-4b64-9e2d - - - - -] [instance: b9] Started',
    {
      format: 'openstack',
      time: t,
      severity: 9,
      service: 'nova-api',
      body: '[instance: b9] Started',
      attributes: { logger: 'nova.compute.manager', 'process.pid': '2931' },
    },
  ],
  [
    'Ruby',
    'E, [2026-11-20T10:00:00.123456 #123] ERROR -- : connection refused',
    { time: t, severity: 17, body: 'connection refused' },
  ],
  ['Serilog console', '[10:00:00 WRN] Slow query', { severity: 13, body: 'Slow query' }],
  [
    'winston',
    '2026-11-20T10:00:00.123Z error: queue is full',
    { time: t, severity: 17, body: 'queue is full' },
  ],
  ['npm', 'npm ERR! code ELIFECYCLE', { severity: 17, body: 'code ELIFECYCLE' }],
  // Go and Rust
  [
    'klog',
    'E1120 10:00:00.123456       1 reflector.go:138] Failed to watch *v1.Pod',
    {
      format: 'klog',
      time: '2000-11-20T10:00:00.123Z',
      severity: 17,
      level: 'E',
      body: 'Failed to watch *v1.Pod',
      attributes: { 'code.file.path': 'reflector.go:138' },
    },
  ],
  [
    'zap console',
    '2026-11-20T10:00:00.123Z\tERROR\tcontroller\tmain.go:12\tReconcile failed',
    { time: t, severity: 17, body: 'Reconcile failed' },
  ],
  [
    'slog text',
    'time=2026-11-20T10:00:00.123Z level=WARN msg="slow disk" err="i/o timeout"',
    { format: 'logfmt', time: t, severity: 13, body: 'slow disk err=i/o timeout' },
  ],
  [
    'Go log',
    '2026/11/20 10:00:00 listen tcp :80: bind: permission denied',
    {
      time: '2026-11-20T10:00:00.000Z',
      severity: 0,
      body: 'listen tcp :80: bind: permission denied',
    },
  ],
  [
    'env_logger',
    '[2026-11-20T10:00:00Z ERROR spin_trigger] module import not found',
    {
      time: '2026-11-20T10:00:00.000Z',
      severity: 17,
      body: 'module import not found',
      attributes: { logger: 'spin_trigger' },
    },
  ],
  [
    'tracing',
    '2026-11-20T10:00:00.123456Z ERROR wasmtime::runtime: trap: unreachable',
    {
      time: t,
      severity: 17,
      body: 'trap: unreachable',
      attributes: { logger: 'wasmtime::runtime' },
    },
  ],
  [
    'logfmt',
    'ts=2026-11-20T10:00:00.123Z caller=logging.go:85 method=Health result=2',
    { format: 'logfmt', time: t, severity: 0, body: 'method=Health result=2' },
  ],
  [
    'Consul',
    '2026-11-20T10:00:00.123Z [WARN]  agent: Check is now critical',
    { time: t, severity: 13, body: 'agent: Check is now critical' },
  ],
  // Syslog and systemd
  [
    'syslog',
    'Dec 10 06:55:48 labsz sshd[24200]: Connection closed',
    {
      format: 'syslog3164',
      time: '2000-12-10T06:55:48.000Z',
      severity: 0,
      level: undefined,
      service: 'sshd',
      host: 'labsz',
      body: 'Connection closed',
      attributes: { 'process.pid': '24200' },
    },
  ],
  [
    'syslog with priority',
    "<34>Oct 11 22:14:15 mymachine su: 'su root' failed",
    { severity: 18, service: 'su', host: 'mymachine', body: "'su root' failed" },
  ],
  [
    'syslog 5424',
    '<165>1 2026-11-20T10:00:00.123Z web1 evntslog 812 ID47 [x@32473 iut="3"] An event',
    {
      format: 'syslog5424',
      time: t,
      severity: 10,
      service: 'evntslog',
      host: 'web1',
      body: 'An event',
    },
  ],
  [
    'rsyslog',
    '2026-11-20T10:00:00.123456+00:00 web1 sshd[123]: Accepted publickey',
    { format: 'syslog3339', time: t, service: 'sshd', host: 'web1', body: 'Accepted publickey' },
  ],
  [
    'journalctl',
    'Nov 20 10:00:00 node1 kubelet[812]: E1120 10:00:00.500000     812 pod_workers.go:190] Error syncing pod',
    {
      time: '2000-11-20T10:00:00.000Z',
      severity: 17,
      service: 'kubelet',
      host: 'node1',
      body: 'Error syncing pod',
    },
  ],
  [
    'journalctl of the kernel',
    'Nov 20 10:00:00 node1 kernel: [  12.500000] Out of memory: Killed process 1234 (java)',
    {
      time: '2000-11-20T10:00:00.000Z',
      service: 'kernel',
      body: 'Out of memory: Killed process 1234 (java)',
    },
  ],
  [
    'journalctl json',
    '{"__REALTIME_TIMESTAMP":"1795168800123000","PRIORITY":"3","SYSLOG_IDENTIFIER":"kubelet","_HOSTNAME":"node1","MESSAGE":"failed"}',
    { time: t, severity: 17, service: 'kubelet', host: 'node1', body: 'failed' },
  ],
  // Kernels
  [
    'printk',
    '[ 1191.669874][ T1043] kernel BUG at mm/page_alloc.c:3112!',
    {
      format: 'kernel',
      time: '1970-01-01T00:19:51.670Z',
      severity: 21,
      body: 'kernel BUG at mm/page_alloc.c:3112!',
      attributes: { 'thread.name': 'T1043' },
    },
  ],
  [
    'printk with a priority',
    '<3>[   12.500000] usb 1-1: device descriptor read, error -71',
    { severity: 17, body: 'usb 1-1: device descriptor read, error -71' },
  ],
  ['printk warning', '[   12.500000] WARNING: CPU: 0 PID: 1 at kernel/fork.c:12', { severity: 13 }],
  [
    'Fuchsia',
    '[00057.361327][139105][139155][core/starnix:Uza[a],x] ERROR: failed',
    { format: 'fuchsia', time: '1970-01-01T00:00:57.361Z', severity: 17, body: 'failed' },
  ],
  // JSON
  [
    'bunyan',
    '{"name":"cart","hostname":"web-1","pid":7,"level":50,"msg":"connect refused","time":"2026-11-20T10:00:00.123Z","v":0}',
    {
      format: 'json',
      time: t,
      severity: 17,
      service: 'cart',
      host: 'web-1',
      body: 'connect refused',
    },
  ],
  [
    'pino',
    '{"level":30,"time":1795168800123,"pid":7,"hostname":"web-1","msg":"listening"}',
    { time: t, severity: 9, host: 'web-1', body: 'listening' },
  ],
  [
    'zap',
    '{"level":"error","ts":1795168800.123,"logger":"db","caller":"a.go:1","msg":"query failed","error":"timeout"}',
    { time: t, severity: 17, body: 'query failed error=timeout', attributes: { logger: 'db' } },
  ],
  [
    'ECS',
    '{"@timestamp":"2026-11-20T10:00:00.123Z","log.level":"WARN","message":"slow","service.name":"cart","trace.id":"0123456789abcdef0123456789abcdef","log":{"logger":"c.e.Cart"}}',
    {
      time: t,
      severity: 13,
      service: 'cart',
      traceId: '0123456789abcdef0123456789abcdef',
      body: 'slow',
      attributes: { logger: 'c.e.Cart' },
    },
  ],
  [
    'OpenTelemetry',
    '{"timeUnixNano":"1795168800123000000","severityNumber":18,"severityText":"ERROR2","body":{"stringValue":"boom"},"traceId":"0123456789abcdef0123456789abcdef","spanId":"0123456789abcdef","resource":{"service.name":"cart"}}',
    { time: t, severity: 18, service: 'cart', body: 'boom', spanId: '0123456789abcdef' },
  ],
  [
    'GCP',
    '{"timestamp":"2026-11-20T10:00:00.123Z","severity":"ERROR","textPayload":"boom","resource":{"labels":{"pod_name":"cart-7c9d8f6b5-x2x9q"}}}',
    {
      time: t,
      severity: 17,
      service: 'cart',
      body: 'boom',
      attributes: { 'k8s.pod.name': 'cart-7c9d8f6b5-x2x9q' },
    },
  ],
  [
    'winston json',
    '{"level":"warn","message":"slow","timestamp":"2026-11-20T10:00:00.123Z"}',
    { time: t, severity: 13, body: 'slow' },
  ],
  [
    'traceparent',
    '{"level":"info","msg":"x","traceparent":"00-0123456789abcdef0123456789abcdef-0123456789abcdef-01"}',
    { traceId: '0123456789abcdef0123456789abcdef', spanId: '0123456789abcdef' },
  ],
  [
    'a stack in a field',
    '{"level":"error","msg":"boom","stack":"Error: boom\\n    at f (a.js:1:2)"}',
    { severity: 17, body: 'boom\nError: boom\n    at f (a.js:1:2)' },
  ],
  [
    'MongoDB',
    '{"t":{"$date":"2026-11-20T10:00:00.123Z"},"s":"E","c":"NETWORK","id":1,"ctx":"conn1","msg":"Failed"}',
    { time: t, severity: 17, body: 'Failed', attributes: { logger: 'NETWORK' } },
  ],
  // Containers
  [
    'CRI',
    '2026-11-20T10:00:00.123456789Z stderr F {"level":"error","msg":"boom"}',
    {
      format: 'cri',
      time: t,
      severity: 17,
      body: 'boom',
      attributes: { 'log.iostream': 'stderr' },
    },
  ],
  [
    'Docker json-file',
    '{"log":"ERROR: no such table\\n","stream":"stderr","time":"2026-11-20T10:00:00.123Z"}',
    { format: 'docker-json', time: t, severity: 17, body: 'no such table' },
  ],
  [
    'kubectl prefix',
    '[pod/cart-7c9d8f6b5-x2x9q/server] 2026-11-20 10:00:00,123 ERROR [main] c.e.Cart: boom',
    { format: 'kubectl', time: t, severity: 17, service: 'cart', body: 'boom' },
  ],
  [
    'kubectl timestamps',
    '2026-11-20T10:00:00.123456789Z listening on :8080',
    { format: 'docker', time: t, severity: 0, body: 'listening on :8080' },
  ],
  [
    'pod between two times',
    '2026-11-20T10:00:00.123456789Z ts-cart-service-5dc8d4f9fd-46997 18:00:00.366 INFO  f.m.CartController#45 TraceID: a4ad3024ddafab356f80f9c1b75ce0a4 SpanID: 089b55ad43487351 [list] ok',
    {
      format: 'kubernetes',
      time: t,
      severity: 9,
      service: 'ts-cart-service',
      traceId: 'a4ad3024ddafab356f80f9c1b75ce0a4',
      spanId: '089b55ad43487351',
      body: '[list] ok',
    },
  ],
  [
    'docker compose',
    'redis-1  | 1:M 20 Nov 2026 10:00:00.123 # OOM command not allowed',
    { format: 'compose', time: t, severity: 13, service: 'redis', body: 'OOM command not allowed' },
  ],
  [
    'docker compose with a named container',
    'postgres   | 2026-11-20 10:00:00.123 UTC [31] FATAL:  the database system is starting up',
    {
      format: 'compose',
      time: t,
      severity: 21,
      service: 'postgres',
      body: 'the database system is starting up',
    },
  ],
  [
    'stern',
    'cart-7c9d8f6b5-x2x9q server 2026-11-20T10:00:00.123Z error: boom',
    { format: 'stern', time: t, severity: 17, service: 'cart', body: 'boom' },
  ],
  // Servers
  [
    'access log',
    '10.0.0.7 - ana [20/Nov/2026:11:00:00 +0100] "GET /cart HTTP/1.1" 502 157 "-" "curl/8.5"',
    {
      format: 'access',
      time: '2026-11-20T10:00:00.000Z',
      severity: 17,
      body: '"GET /cart HTTP/1.1" 502 157 "-" "curl/8.5"',
    },
  ],
  [
    'access log of a client error',
    '10.0.0.7 - - [20/Nov/2026:10:00:00 +0000] "GET /x HTTP/1.1" 404 0',
    { severity: 9, attributes: { 'http.response.status_code': '404' } },
  ],
  [
    'Apache error',
    '[Fri Nov 20 10:00:00.123456 2026] [proxy:error] [pid 12:tid 34] (111)Connection refused',
    { format: 'apache-error', time: t, severity: 17, body: '(111)Connection refused' },
  ],
  [
    'nginx error',
    '2026/11/20 10:00:00 [error] 31#31: *1 connect() failed (111: Connection refused)',
    { format: 'nginx-error', severity: 17, body: '*1 connect() failed (111: Connection refused)' },
  ],
  [
    "envoy's requests, which Jenkins' lines look like",
    `[${t}] "GET /cart HTTP/2" 503 UF upstream_reset 0 91 3 - "-" "curl/8"`,
    { format: 'envoy-access', time: t, severity: 17, level: '503' },
  ],
  [
    'envoy',
    '[2026-11-20 10:00:00.123][12][warning][config] [source/x.cc:12] gRPC config stream closed',
    {
      time: t,
      severity: 13,
      body: 'gRPC config stream closed',
      attributes: { 'process.pid': '12', 'code.file.path': 'source/x.cc:12' },
    },
  ],
  [
    'redis',
    '1:M 20 Nov 2026 10:00:00.123 * Ready to accept connections',
    { format: 'redis', time: t, severity: 9, body: 'Ready to accept connections' },
  ],
  [
    'PostgreSQL',
    '2026-11-20 10:00:00.123 UTC [123] app@shop ERROR:  relation "cart" does not exist',
    {
      format: 'postgresql',
      time: t,
      severity: 17,
      body: 'relation "cart" does not exist',
      attributes: { 'process.pid': '123' },
    },
  ],
  [
    'PostgreSQL detail',
    '2026-11-20 10:00:00.123 UTC [123] STATEMENT:  select * from cart',
    { severity: 9, level: 'STATEMENT' },
  ],
  [
    'MySQL',
    '2026-11-20T10:00:00.123456Z 0 [Warning] [MY-010068] [Server] CA certificate is self signed.',
    { format: 'mysql', time: t, severity: 13, body: 'CA certificate is self signed.' },
  ],
  [
    'etcd',
    '{"level":"warn","ts":"2026-11-20T10:00:00.123Z","caller":"etcdserver/util.go:166","msg":"apply request took too long"}',
    { time: t, severity: 13, body: 'apply request took too long' },
  ],
  // CI
  [
    'GitHub Actions',
    '2026-11-20T10:00:00.1234567Z ##[error]Process completed with exit code 1.',
    {
      format: 'github-actions',
      time: t,
      severity: 17,
      body: 'Process completed with exit code 1.',
    },
  ],
  [
    'Maven',
    '[ERROR] Failed to execute goal',
    { format: 'level', severity: 17, body: 'Failed to execute goal' },
  ],
  [
    'Maven in colour',
    '[\u001b[1;31mERROR\u001b[m] Failed to execute goal',
    { severity: 17, body: 'Failed to execute goal' },
  ],
  [
    'a compiler',
    'src/main.c:12:5: error: expected ;',
    { severity: 17, body: 'src/main.c:12:5: error: expected ;' },
  ],
  [
    'GitLab',
    '2026-11-20T10:00:00.123456Z 01E ERROR: Job failed: exit code 1',
    { format: 'gitlab', time: t, severity: 17, body: 'Job failed: exit code 1' },
  ],
  [
    'Heroku',
    '2026-11-20T10:00:00.123456+00:00 app[web.1]: ERROR: boom',
    { format: 'heroku', time: t, severity: 17, service: 'web.1', body: 'boom' },
  ],
  [
    'AWS Lambda',
    '2026-11-20T10:00:00.123Z\t01234567-89ab-cdef-0123-456789abcdef\tERROR\tInvoke failed',
    {
      time: t,
      severity: 17,
      body: 'Invoke failed',
      attributes: { 'request.id': '01234567-89ab-cdef-0123-456789abcdef' },
    },
  ],
  // Others
  [
    'HDFS',
    '081110 103026 34 INFO dfs.FSNamesystem: BLOCK* delete: blk_1',
    {
      format: 'hdfs',
      time: '2008-11-10T10:30:26.000Z',
      severity: 9,
      body: 'BLOCK* delete: blk_1',
      attributes: { logger: 'dfs.FSNamesystem' },
    },
  ],
  [
    'Spark',
    '17/06/09 20:10:40 INFO executor.Executor: Running task',
    { format: 'log4j', time: '2017-06-09T20:10:40.000Z', severity: 9, body: 'Running task' },
  ],
  [
    'Blue Gene',
    '- 1117838570 2005.06.03 R02-M1 2005-06-03-15.42.50.675872 R02-M1 RAS KERNEL FATAL data TLB error',
    { format: 'bgl', severity: 21, host: 'R02-M1', body: 'data TLB error' },
  ],
  [
    'Thunderbird',
    '- 1131566461 2005.11.09 dn228 Nov 9 12:01:01 dn228/dn228 crond(pam_unix)[2915]: session closed',
    {
      format: 'thunderbird',
      time: '2005-11-09T20:01:01.000Z',
      service: 'crond(pam_unix)',
      host: 'dn228',
      body: 'session closed',
    },
  ],
  [
    'logcat',
    '03-17 16:13:38.811  1702  2395 W WindowManager: no window',
    {
      format: 'logcat',
      time: '2000-03-17T16:13:38.811Z',
      severity: 13,
      level: 'W',
      body: 'no window',
      attributes: { logger: 'WindowManager' },
    },
  ],
  [
    'logcat -v time',
    '03-17 16:13:38.811 E/WindowManager( 1702): no window',
    { format: 'logcat-time', severity: 17, body: 'no window' },
  ],
  [
    'logcat -v brief',
    'E/AndroidRuntime( 1702): FATAL EXCEPTION: main',
    { severity: 17, body: 'FATAL EXCEPTION: main' },
  ],
  [
    'Health app',
    '20171223-22:15:29:606|Step_LSC|30002312|onStandStepChanged 3579',
    { format: 'health-app', time: '2017-12-23T22:15:29.606Z', body: 'onStandStepChanged 3579' },
  ],
  [
    'Proxifier',
    '[10.30 16:49:06] chrome.exe - proxy.example.com:5070 open',
    { time: '2000-10-30T16:49:06.000Z', body: 'chrome.exe - proxy.example.com:5070 open' },
  ],
  [
    'Windows CBS',
    '2026-09-28 04:30:30, Info                  CBS    Loaded Servicing Stack',
    {
      format: 'windows',
      time: '2026-09-28T04:30:30.000Z',
      severity: 9,
      body: 'Loaded Servicing Stack',
    },
  ],
  [
    'Windows event',
    'Error\t11/20/2026 10:00:00 AM\tService Control Manager\t7031\tNone\tThe service stopped',
    {
      format: 'windows-event',
      time: '2026-11-20T10:00:00.000Z',
      severity: 17,
      body: 'The service stopped',
    },
  ],
  ['epoch', '1795168800.123 worker started', { time: t, body: 'worker started' }],
  ['only a level', 'WARN  disk is 91% full', { severity: 13, body: 'disk is 91% full' }],
  // Zones, dates and layouts that are easily overlooked
  [
    'a zone of hours only',
    '2026-11-20T11:00:00.123+01 worker started',
    { time: t, body: 'worker started' },
  ],
  [
    'PostgreSQL with a zone of hours only',
    '2026-11-20 11:00:00.123 +01 [123] ERROR:  relation "cart" does not exist',
    { format: 'postgresql', time: t, severity: 17, body: 'relation "cart" does not exist' },
  ],
  [
    'a date with dots',
    '20.11.2026 10:00:00,123 ERROR order failed',
    { time: t, severity: 17, body: 'order failed' },
  ],
  [
    'a date with dots whose day could be a month',
    '05.11.2026 10:00:00 order failed',
    { time: '2026-11-05T10:00:00.000Z', body: 'order failed' },
  ],
  [
    'Spring Boot 3 with ids',
    '2026-11-20T10:00:00.123Z ERROR 7 --- [cart] [nio-8080-exec-1] [0123456789abcdef0123456789abcdef-0123456789abcdef] c.e.Cart : order failed',
    {
      severity: 17,
      service: 'cart',
      traceId: '0123456789abcdef0123456789abcdef',
      spanId: '0123456789abcdef',
      body: 'order failed',
      attributes: { 'thread.name': 'nio-8080-exec-1', logger: 'c.e.Cart' },
    },
  ],
  [
    'Spring Boot 3 with a place for ids',
    `2026-11-20T10:00:00.123Z  INFO 7 --- [cart] [           main] [${' '.repeat(49)}] c.e.Cart : started`,
    {
      severity: 9,
      service: 'cart',
      traceId: undefined,
      body: 'started',
      attributes: { 'thread.name': 'main', logger: 'c.e.Cart' },
    },
  ],
  [
    'Spring Boot 3 with ids and no name',
    '2026-11-20T10:00:00.123Z ERROR 7 --- [main] [0123456789abcdef0123456789abcdef-0123456789abcdef] c.e.Cart : order failed',
    {
      service: undefined,
      traceId: '0123456789abcdef0123456789abcdef',
      body: 'order failed',
      attributes: { 'thread.name': 'main', logger: 'c.e.Cart' },
    },
  ],
  [
    'zap on a console',
    '1.795168800123e+09\tERROR\tcontroller.cart\tReconciler error\t{"name": "a"}',
    { time: t, severity: 17, body: 'Reconciler error\t{"name": "a"}' },
  ],
  [
    'zerolog on a console',
    '10:00AM ERR cannot connect error="refused"',
    { time: '1970-01-01T10:00:00.000Z', severity: 17, body: 'cannot connect error="refused"' },
  ],
  [
    'zerolog on a console with a place',
    '3:04PM INF main.go:12 > listening',
    {
      time: '1970-01-01T15:04:00.000Z',
      severity: 9,
      body: 'listening',
      attributes: { 'code.file.path': 'main.go:12' },
    },
  ],
  [
    'logrus on a terminal',
    'ERRO[0003] cannot connect                                error=refused',
    {
      format: 'logrus',
      time: '1970-01-01T00:00:03.000Z',
      severity: 17,
      level: 'ERRO',
      body: 'cannot connect                                error=refused',
    },
  ],
  [
    'logrus on a terminal with a date',
    'FATA[2026-11-20T10:00:00.123Z] cannot connect',
    { format: 'logrus', time: t, severity: 21, body: 'cannot connect' },
  ],
  [
    'journalctl -o short-full',
    'Fri 2026-11-20 10:00:00 UTC web1 sshd[123]: Accepted publickey for deploy',
    {
      time: '2026-11-20T10:00:00.000Z',
      host: 'web1',
      service: 'sshd',
      body: 'Accepted publickey for deploy',
    },
  ],
  [
    'journalctl -o short-iso',
    '2026-11-20T11:00:00+0100 web1 sshd[123]: Accepted publickey for deploy',
    {
      time: '2026-11-20T10:00:00.000Z',
      host: 'web1',
      service: 'sshd',
      body: 'Accepted publickey for deploy',
    },
  ],
  [
    'journalctl -o short-monotonic',
    '[   12.345678] web1 sshd[123]: Accepted publickey for deploy',
    {
      time: '1970-01-01T00:00:12.346Z',
      host: 'web1',
      service: 'sshd',
      body: 'Accepted publickey for deploy',
      attributes: { 'process.pid': '123' },
    },
  ],
  [
    'Laravel',
    '[2026-11-20 10:00:00] production.ERROR: Class "Cart" not found {"userId":1}',
    { severity: 17, level: 'ERROR', body: 'Class "Cart" not found {"userId":1}' },
  ],
  [
    'squid',
    '1795168800.123    157 10.0.0.7 TCP_MISS/502 1432 GET http://shop/cart - HIER_DIRECT/10.0.0.8 text/html',
    {
      format: 'squid',
      time: t,
      severity: 17,
      body: 'TCP_MISS/502 1432 GET http://shop/cart - HIER_DIRECT/10.0.0.8 text/html',
      attributes: { 'client.address': '10.0.0.7', 'http.response.status_code': '502' },
    },
  ],
  [
    'gh run view --log',
    'build (20.x)\tRun make\t2026-11-20T10:00:00.1234567Z ##[error]Process completed',
    {
      time: t,
      severity: 17,
      body: 'Process completed',
      attributes: { 'ci.job': 'build (20.x)', 'ci.step': 'Run make' },
    },
  ],
  [
    'gh run view --log with a byte order mark',
    'build\tRun make\t\ufeff2026-11-20T10:00:00.1234567Z Current runner version',
    { time: t, body: 'Current runner version', attributes: { 'ci.step': 'Run make' } },
  ],
  // JSON that is more than an object of names
  [
    'OpenTelemetry as OTLP JSON',
    '{"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cart"}}]},"scopeLogs":[{"scope":{"name":"shop"},"logRecords":[{"timeUnixNano":"1795168800123000000","severityNumber":17,"severityText":"ERROR","body":{"stringValue":"connect refused"},"attributes":[{"key":"http.route","value":{"stringValue":"/cart"}},{"key":"retries","value":{"intValue":"3"}}],"traceId":"0123456789abcdef0123456789abcdef"}]}]}]}',
    {
      format: 'json',
      time: t,
      severity: 17,
      level: 'ERROR',
      service: 'cart',
      traceId: '0123456789abcdef0123456789abcdef',
      body: 'connect refused',
      attributes: { 'http.route': '/cart', retries: '3' },
    },
  ],
  [
    'OpenTelemetry with lists of attributes',
    '{"timeUnixNano":"1795168800123000000","severityNumber":13,"body":{"stringValue":"slow"},"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cart"}}]}}',
    { time: t, severity: 13, service: 'cart', body: 'slow' },
  ],
  [
    'journald JSON with a message of bytes',
    '{"__REALTIME_TIMESTAMP":"1795168800123000","PRIORITY":"3","SYSLOG_IDENTIFIER":"cart","MESSAGE":[27,91,51,49,109,103,114,195,182,195,159,101,114]}',
    { time: t, severity: 17, service: 'cart', body: 'größer' },
  ],
  [
    'Windows event XML',
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Service Control Manager' Guid='{555}'/><EventID Qualifiers='49152'>7031</EventID><Level>2</Level><TimeCreated SystemTime='2026-11-20T10:00:00.1234567Z'/><Computer>WEB1</Computer></System><EventData><Data Name='param1'>Cart &amp; Co</Data><Data Name='param2'>1</Data></EventData></Event>",
    {
      format: 'windows-event-xml',
      time: t,
      severity: 17,
      level: '2',
      service: 'Service Control Manager',
      host: 'WEB1',
      body: 'Event 7031: param1=Cart & Co param2=1',
      attributes: { 'event.id': '7031' },
    },
  ],
  [
    'Windows event XML with its message',
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='App'/><EventID>1</EventID><Level>4</Level><TimeCreated SystemTime='2026-11-20T10:00:00.123Z'/></System><RenderingInfo Culture='en-US'><Message>It started.</Message></RenderingInfo></Event>",
    { severity: 9, body: 'It started.' },
  ],
  // Not a header
  [
    'an error word in the message',
    '2026-11-20T10:00:00.123Z finished with 0 errors, see error.html',
    { severity: 0, body: 'finished with 0 errors, see error.html' },
  ],
  [
    'an error word in syslog',
    'Dec 10 06:55:48 labsz sshd[1]: Failed password for root',
    { severity: 0, level: undefined },
  ],
  [
    'plain text',
    'Error rates are stable',
    { format: 'text', severity: 0, time: undefined, body: 'Error rates are stable' },
  ],
];

/** OpenTelemetry's mapping of syslog's severities, from emergency to debug. */
const priorities: readonly number[] = [21, 19, 18, 17, 13, 10, 9, 5];

/** Formats whose records take several lines: the lines of one record, and what it says. */
const composed: readonly (readonly [string, readonly string[], Expected])[] = [
  [
    '.NET on a console',
    ['fail: Shop.Payment[12]', '      Card declined for order 3'],
    {
      format: 'dotnet',
      severity: 17,
      level: 'fail',
      body: 'Card declined for order 3',
      attributes: { logger: 'Shop.Payment', 'event.id': '12' },
    },
  ],
  [
    '.NET on a console with times',
    ['2026-11-20 10:00:00.123 fail: Shop.Payment[12]', '      Card declined for order 3'],
    { time: t, severity: 17, body: 'Card declined for order 3' },
  ],
  [
    '.NET on a console with an exception',
    [
      'crit: Shop.Payment[0]',
      '      Card declined',
      '      System.InvalidOperationException: no card',
      '         at Shop.Payment.Pay() in /src/Payment.cs:line 12',
    ],
    {
      severity: 21,
      body: 'Card declined\n      System.InvalidOperationException: no card\n         at Shop.Payment.Pay() in /src/Payment.cs:line 12',
    },
  ],
  [
    'a Windows event as text',
    [
      'Log Name:      System',
      'Source:        Service Control Manager',
      'Date:          11/20/2026 10:00:00 AM',
      'Event ID:      7031',
      'Task Category: None',
      'Level:         Error',
      'Keywords:      Classic',
      'User:          N/A',
      'Computer:      WEB1',
      'Description:',
      'The Cart service terminated unexpectedly.',
      '',
      'It has done this 3 times.',
    ],
    {
      format: 'windows-event-text',
      time: '2026-11-20T10:00:00.000Z',
      severity: 17,
      level: 'Error',
      service: 'Service Control Manager',
      host: 'WEB1',
      body: 'The Cart service terminated unexpectedly.\nIt has done this 3 times.',
      attributes: { 'event.id': '7031' },
    },
  ],
  [
    'a Windows event as wevtutil writes it',
    [
      'Event[0]:',
      '  Log Name: Application',
      '  Source: Shop',
      '  Date: 2026-11-20T10:00:00.123',
      '  Event ID: 1000',
      '  Task: N/A',
      '  Level: Warning',
      '  Computer: WEB1',
      '  Description:',
      'The disk is nearly full.',
    ],
    { time: t, severity: 13, service: 'Shop', host: 'WEB1', body: 'The disk is nearly full.' },
  ],
  [
    'a Windows event as pretty-printed XML',
    [
      '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">',
      '  <System>',
      '    <Provider Name="Shop" />',
      '    <EventID Qualifiers="0">1000</EventID>',
      '    <Level>2</Level>',
      '    <TimeCreated SystemTime="2026-11-20T10:00:00.123456700Z" />',
      '    <Computer>WEB1</Computer>',
      '  </System>',
      '  <EventData>',
      '    <Data Name="param1">shop.exe</Data>',
      '  </EventData>',
      '</Event>',
    ],
    {
      format: 'windows-event-xml',
      time: t,
      severity: 17,
      service: 'Shop',
      host: 'WEB1',
      body: '<Data Name="param1">shop.exe</Data>',
      attributes: { 'event.id': '1000' },
    },
  ],
];

suite('formats', () => {
  for (const [name, lines, expected] of composed) {
    test(`reads ${name}, twice`, async () => {
      const log = await collectLines(...lines, ...lines);
      assert.deepEqual(
        recordsOf(log).map(({ startLine, endLine }) => [startLine, endLine]),
        [
          [1, lines.length],
          [lines.length + 1, 2 * lines.length],
        ],
      );
      for (const index of [0, 1]) {
        assertRecord(log, log.records.at(index), expected);
        assert.equal(log.records.severityNumber(index), log.records.at(index)?.severityNumber);
      }
    });
  }

  test('reads the columns that a W3C log names', async () => {
    const log = await collectLines(
      '#Fields: date time s-ip cs-method cs-uri-stem c-ip sc-status time-taken',
      '2026-11-20 10:00:00 10.0.0.1 GET /cart 10.0.0.7 200 15',
      '2026-11-20 10:00:01 10.0.0.1 GET /cart 10.0.0.7 503 15',
    );
    const [, good, bad] = recordsOf(log);
    assertRecord(log, good, { severity: 9, time: '2026-11-20T10:00:00.000Z' });
    assertRecord(log, bad, {
      format: 'w3c',
      time: '2026-11-20T10:00:01.000Z',
      severity: 17,
      body: '10.0.0.1 GET /cart 10.0.0.7 503 15',
      attributes: { 'client.address': '10.0.0.7', 'http.response.status_code': '503' },
    });
  });

  for (const [name, line, expected] of lines) {
    test(`reads ${name}`, async () => {
      const log = await collectLines(line);
      assert.equal(log.records.length, 1);
      assertRecord(log, log.records.at(0), expected);
    });
  }

  for (const [priority, severity] of priorities.entries()) {
    test(`reads syslog's severity ${priority} as ${severity}`, async () => {
      const line = `<${8 + priority}>Dec 10 06:55:48 labsz sshd[1]: x`;
      assert.equal((await collectLines(line)).records.at(0)?.severityNumber, severity);
    });
  }

  for (const format of catalogue) {
    test(`${format.name} reads its own example`, () => {
      assert.ok(format.read(format.example, 0, emptyHeader()) >= 0, format.example);
      const first = format.example[0] ?? '';
      const isFirst = [first, /\d/.test(first) ? '0' : first, /[A-Za-z]/.test(first) ? 'a' : first];
      assert.ok(
        isFirst.some((code) => format.first.includes(code)),
        `${format.name} starts with ${first}`,
      );
    });
  }
});
