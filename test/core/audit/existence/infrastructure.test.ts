// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code that is checked has templates.
import { checkTable } from './table.ts';

const app = {
  'package.json': '{ "name": "app" }',
  'src/main.ts': '',
  'deploy/nginx.conf': '',
  Dockerfile: 'FROM node:20\n',
  'infra/modules/vpc/main.tf': '',
  'infra/main.tf':
    'variable "region" {}\nlocals {\n  name = "shop"\n}\nresource "aws_instance" "web" {}\nmodule "vpc" {\n  source = "./modules/vpc"\n}\n',
  '.github/actions/setup/action.yml': '',
  '.github/workflows/release.yml': '',
};
const compose = (service: string): Readonly<Record<string, string>> => ({
  'docker-compose.yml': `services:\n  web:\n    image: web\n${service}  db:\n    image: postgres\nvolumes:\n  data: {}\n`,
});
const workflow = (step: string, job = ''): Readonly<Record<string, string>> => ({
  '.github/workflows/ci.yml': `name: ci\non:\n  push: { branches: [main] }\njobs:\n  test:\n    runs-on: ubuntu-latest\n${job}    steps:\n${step}\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n`,
});

checkTable('what files of operations name', [
  {
    name: 'a path that a Dockerfile copies',
    workspace: app,
    wrong: { Dockerfile: 'FROM node:20\nCOPY deploy/nginx.config /etc/nginx.conf\n' },
    found: ['notFound deploy/nginx.config'],
    says: 'deploy/nginx.conf',
    sound: {
      Dockerfile:
        'FROM node:20\nCOPY --chown=a deploy/nginx.conf /etc/\nCOPY package*.json src dist ./\nCOPY . .\n',
    },
  },
  {
    name: 'a stage that a Dockerfile does not have',
    workspace: app,
    wrong: { Dockerfile: 'FROM node:20 AS builder\nFROM nginx\nCOPY --from=bulder /a /b\n' },
    found: ['notFound stage bulder'],
    sound: {
      Dockerfile:
        'FROM node:20 AS builder\nFROM nginx\nCOPY --from=builder /a /b\nCOPY --from=ghcr.io/x/y:1 /c /d\n',
    },
  },
  {
    name: 'a key that a service of compose does not have',
    workspace: {},
    wrong: compose('    enviroment: { A: b }\n'),
    found: ['notFound enviroment'],
    says: 'Did you mean environment?',
    sound: compose('    environment: { A: b }\n    x-note: y\n'),
  },
  {
    name: 'a service that compose does not have',
    workspace: {},
    wrong: compose('    depends_on: [database]\n'),
    found: ['notFound service database'],
    sound: compose('    depends_on: { db: { condition: service_healthy } }\n'),
  },
  {
    name: 'a volume that compose does not declare',
    workspace: {},
    wrong: compose('    volumes: ["dta:/var/lib"]\n'),
    found: ['notFound volume dta'],
    sound: compose('    volumes: ["data:/var/lib", "./src:/src:ro", "/tmp:/tmp"]\n'),
  },
  {
    name: 'an action that is misspelt',
    workspace: app,
    wrong: workflow('      - uses: actions/chekout@v4'),
    found: ['notFound actions/chekout'],
    says: 'actions/checkout',
    sound: workflow('      - uses: actions/checkout@v4\n      - uses: ./.github/actions/setup'),
  },
  {
    name: 'a local action that is not there',
    workspace: app,
    wrong: workflow('      - uses: ./.github/actions/stup'),
    found: ['notFound ./.github/actions/stup'],
    sound: workflow('      - uses: docker/build-push-action@v6\n        with: { push: true }'),
  },
  {
    name: 'a key that a step does not have',
    workspace: app,
    wrong: workflow('      - runs: make'),
    found: ['notFound runs'],
    says: 'Did you mean run?',
    sound: workflow('      - run: make\n        env: { A: b }'),
  },
  {
    name: 'a job that is needed and not there',
    workspace: app,
    wrong: workflow('      - run: make', '    needs: [biuld]\n'),
    found: ['notFound job biuld'],
    sound: workflow('      - run: make', '    needs: build\n    timeout-minutes: 5\n'),
  },
  {
    name: 'a module of Terraform without a folder',
    workspace: app,
    wrong: { 'infra/net.tf': 'module "net" {\n  source = "./modules/vpcs"\n}\n' },
    found: ['notFound ./modules/vpcs'],
    sound: {
      'infra/net.tf':
        'module "net" {\n  source = "./modules/vpc"\n}\nmodule "x" {\n  source = "terraform-aws-modules/vpc/aws"\n}\n',
    },
  },
  {
    name: 'a variable that Terraform does not declare',
    workspace: app,
    wrong: { 'infra/net.tf': 'output "a" {\n  value = "${var.regoin}-${local.name}"\n}\n' },
    found: ['notFound var.regoin'],
    says: 'Did you mean var.region?',
    sound: {
      'infra/net.tf':
        '# var.other\noutput "a" {\n  value = "${var.region}-${local.name}.var.x"\n}\n',
    },
  },
  {
    name: 'a resource that Terraform does not declare',
    workspace: app,
    wrong: { 'infra/net.tf': 'output "a" {\n  value = aws_instance.wbe.id\n}\n' },
    found: ['notFound aws_instance.wbe'],
    sound: {
      'infra/net.tf':
        'output "a" {\n  value = aws_instance.web.id\n}\noutput "b" {\n  value = module.vpc.id\n}\n',
    },
  },
  {
    name: 'an official image that is misspelt',
    workspace: app,
    wrong: { Dockerfile: 'FROM pyhton:3.12-slim\n' },
    found: ['notFound pyhton'],
    says: 'Did you mean python?',
    sound: {
      Dockerfile:
        'FROM python:3.12-slim-bookworm AS build\nFROM shop-base\nFROM build\nFROM ghcr.io/a/b\n',
    },
  },
  {
    name: 'a variant of an image that is misspelt',
    workspace: app,
    wrong: { 'docker-compose.yml': 'services:\n  web:\n    image: node:20-alpin\n' },
    found: ['notFound node:20-alpin'],
    sound: {
      'docker-compose.yml':
        'services:\n  web:\n    image: node:20-alpine3.19\n  db:\n    image: postgres:16.2\n',
    },
  },
]);
