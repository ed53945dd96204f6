import assert from 'node:assert/strict';
import { composeOf, edgesOf, type Files, placesOf } from './graph.ts';

const system = composeOf(
  'web',
  'cart',
  'catalogue',
  'user',
  'orders-service',
  'payment-service',
  'redis',
  'mongodb',
  'rabbitmq',
  'mysql',
  'db',
);

/** Each file stands in the folder of `web` or of the service that its path names. */
const cases: readonly {
  readonly name: string;
  readonly path: string;
  readonly code: string;
  readonly calls: readonly string[];
}[] = [
  {
    name: 'URLs',
    path: 'web/a.js',
    code: "fetch('http://cart:8080/items'); axios.get(`http://user/x`)",
    calls: ['cart', 'user'],
  },
  {
    name: 'comments call nobody',
    path: 'web/a.js',
    code: "// fetch('http://cart')\n/* http://user\n'http://db' */\nconst x = 'http://db' // http://mysql",
    calls: ['db'],
  },
  {
    name: 'no name within another',
    path: 'web/a.ts',
    code: "get('http://cart.example.com'); get('http://mycart/'); get('http://localhost/cart')",
    calls: [],
  },
  {
    name: 'a fallback for a variable',
    path: 'web/server.js',
    code: "const host = process.env.CART_HOST || 'cart';\nconst u = process.env.USER_ADDR ?? 'user';",
    calls: ['cart', 'user'],
  },
  {
    name: 'a variable that holds no host',
    path: 'web/server.js',
    code: "const q = process.env.QUEUE_NAME || 'cart'; const role = 'user'; app.use('db');",
    calls: [],
  },
  {
    name: 'Python: getenv with a default, drivers',
    path: 'web/a.py',
    code: 'CART = os.getenv(\'CART_HOST\', \'cart\')\ng.redis = Redis(host="redis", db=0, socket_timeout=5)\nuser = {"role": "user"}',
    calls: ['cart', 'redis'],
  },
  {
    name: 'Python: a conditional default',
    path: 'web/a.py',
    code: 'userHostname = "user" if (os.environ.get("USER_HOSTNAME") is None) else os.environ.get("USER_HOSTNAME")',
    calls: ['user'],
  },
  {
    name: 'Java: Feign, load balancers, JDBC',
    path: 'web/A.java',
    code: '@FeignClient(name = "orders-service", path = "/x")\ninterface A {}\nrest.getForObject("lb://payment-service/pay");\nString url = "jdbc:mysql://mysql:3306/user";',
    calls: ['mysql', 'orders-service', 'payment-service'],
  },
  {
    name: 'Java: a host constant and a discovery call',
    path: 'web/A.java',
    code: 'private String cartHost = "cart";\ndiscoveryClient.getInstances("orders-service");\nlog.info("user");\nString role = "user";',
    calls: ['cart', 'orders-service'],
  },
  {
    name: 'Java: a helper that makes addresses of names',
    path: 'web/A.java',
    code: 'String u = getServiceUrl("orders-service"); tracer.register("payment-service");',
    calls: ['orders-service'],
  },
  {
    name: 'Go: dials and stubs',
    path: 'web/main.go',
    code: 'conn, err := grpc.Dial("cart:7070", grpc.WithInsecure())\nclient := pb.NewUserServiceClient(conn)\nmustMapEnv(&svc.db, "DB_ADDR")',
    calls: ['cart', 'user'],
  },
  {
    name: 'C#: connection strings and drivers',
    path: 'web/Program.cs',
    code: 'var pg = OpenDbConnection("Server=db;Username=postgres;");\nvar r = OpenRedisConnection("redis");\nvar n = "user";',
    calls: ['db', 'redis'],
  },
  {
    name: 'C++: a configuration by service',
    path: 'web/main.cpp',
    code: 'std::string addr = config["orders-service"]["addr"];\nint p = config["payment-service"]["timeout"];',
    calls: ['orders-service'],
  },
  {
    name: 'Lua: a name with a port after it',
    path: 'web/a.lua',
    code: 'local c = pool:connection(Client, "orders-service" .. suffix, 9090)\n-- pool:connection(Client, "cart", 9090)',
    calls: ['orders-service'],
  },
  {
    name: 'PHP: a URL in a setting',
    path: 'web/Kernel.php',
    code: "$c->setParameter('catalogueUrl', getenv('CATALOGUE_URL') ?: 'http://catalogue:8080');",
    calls: ['catalogue'],
  },
  {
    name: 'Ruby: a hash of hosts',
    path: 'web/app.rb',
    code: "redis = Redis.new(host: 'redis', port: 6379)\nname = 'user'",
    calls: ['redis'],
  },
  {
    name: 'Rust: a gRPC channel',
    path: 'web/main.rs',
    code: 'let c = CartServiceClient::connect("http://cart:7070").await?;',
    calls: ['cart'],
  },
  {
    name: 'a docstring describes',
    path: 'web/a.py',
    code: 'def x():\n    """Calls http://cart."""\n    return get("""http://user""")',
    calls: ['user'],
  },
  {
    name: 'what is logged or tested is not called',
    path: 'web/a.go',
    code: 'log.Printf("calling http://cart:80 %s", x)\nt.Skip()',
    calls: [],
  },
  {
    name: 'tests and generated code call nobody',
    path: 'web/a_test.go',
    code: 'get("http://cart:80")',
    calls: [],
  },
  {
    name: 'a client of the only server of its kind',
    path: 'web/a.py',
    code: 'import pika\nimport json',
    calls: ['rabbitmq'],
  },
  {
    name: 'an import of a client whose server is not here',
    path: 'web/a.js',
    code: "const k = require('kafkajs')",
    calls: [],
  },
  { name: 'code of nobody', path: 'tools/a.py', code: 'get("http://cart")', calls: [] },
];

suite('readCode', () => {
  for (const { name, path, code, calls } of cases) {
    test(`${name}: ${path}`, () => {
      assert.deepEqual(
        edgesOf({ 'docker-compose.yml': system, [path]: code }),
        calls.map((to) => `web -> ${to} called`),
      );
    });
  }

  test('a default in code counts only where no manifest sets the variable', () => {
    const files: Files = {
      'docker-compose.yml': `
        services:
          web: { build: web, environment: { CART_HOST: basket } }
          cart: { image: cart }
          basket: { image: basket }`,
      'web/a.js': "\nconst host = process.env.CART_HOST || 'cart';",
    };
    assert.deepEqual(edgesOf(files), ['web -> basket called']);
    assert.deepEqual(placesOf(files), ['web -> basket web/a.js:1 docker-compose.yml:2']);
  });

  test('a service is called by the name it registers', () => {
    const files: Files = {
      'docker-compose.yml': composeOf('search', 'geo'),
      'services/geo/server.go': 'const name = "srv-geo"',
      'services/search/server.go': 's.initGeoClient("srv-geo")',
    };
    assert.deepEqual(edgesOf(files), ['search -> geo called']);
  });

  test('of several stores of a kind a service has its own', () => {
    const files: Files = {
      'docker-compose.yml': composeOf(
        'user-service',
        'post-service',
        'user-mongodb',
        'post-mongodb',
      ),
      'src/PostService/PostService.cpp':
        '#include "../utils_mongodb.h"\ninit_mongodb_pool(config, "post");',
    };
    assert.deepEqual(edgesOf(files), ['post-service -> post-mongodb called']);
  });

  const layouts: readonly (readonly [string, string, string])[] = [
    [
      'the context of a build',
      'services: { cart: { build: ./code/basket } }',
      'code/basket/x/a.js',
    ],
    [
      'the folder of a Dockerfile',
      'services: { cart: { build: { context: ., dockerfile: src/Shop.Cart/Dockerfile } } }',
      'src/Shop.Cart/a.js',
    ],
    [
      'the name of an image',
      'services: { cart: { image: "me/shop-basket:1" } }',
      'shop-basket/src/a.js',
    ],
    [
      'the name in other letters',
      'services: { cart-service: { image: x } }',
      'src/CartService/a.js',
    ],
    [
      'the end of a name',
      'services: { cart-service: { image: x } }',
      'acme-shop-cart-service/a.js',
    ],
    [
      'what is mounted',
      'services: { cart: { image: node, volumes: ["./basket:/app"] } }',
      'basket/a.js',
    ],
  ];
  for (const [name, services, path] of layouts) {
    test(`code belongs to a service by ${name}`, () => {
      const compose = `${services.replace(/ \}$/, ', db: { image: postgres } }')}`;
      const [edge = ''] = edgesOf({ 'docker-compose.yml': compose, [path]: 'x("http://db/")' });
      assert.match(edge, /^cart(-service)? -> db called$/);
    });
  }
});

suite('observedCalls', () => {
  const lines: readonly (readonly [string, string])[] = [
    ['an upstream of a proxy', 'GET /x 502 upstream="http://cart:8080/x"'],
    ['a name that was not found', 'dial tcp: lookup cart on 10.96.0.10:53: no such host'],
    ['a refused connection', 'Error: connect ECONNREFUSED cart:8080'],
    ['an attribute of a span', '{"msg":"call","server.address":"cart"}'],
  ];
  for (const [name, line] of lines) {
    test(`${name} is a call that was seen`, () => {
      const files = { 'docker-compose.yml': system, 'logs/web.log': `start\n${line}\n` };
      assert.deepEqual(placesOf(files), ['web -> cart logs/web.log:2']);
      assert.deepEqual(edgesOf(files), ['web -> cart observed']);
    });
  }

  test('spans of one trace show who called whom', () => {
    const span = (service: string, id: string, parent: string): string =>
      JSON.stringify({ service, trace_id: 't', span_id: id, parent_span_id: parent });
    const log = [span('web', 'a1', ''), span('cart', 'b2', 'a1'), span('cart', 'c3', 'b2')].join(
      '\n',
    );
    assert.deepEqual(placesOf({ 'docker-compose.yml': system, 'all.jsonl': log }), [
      'web -> cart all.jsonl:2',
    ]);
  });
});
