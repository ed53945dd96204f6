import { checkTable } from './table.ts';

const shop = {
  'package.json':
    '{\n "name": "shop",\n "scripts": { "build": "tsc", "test:unit": "mocha" },\n "dependencies": { "express": "^4" }\n}\n',
  Makefile: '.PHONY: build test\nbuild:\n\tgo build\n\ntest: build\n\tgo test ./...\n',
  'k8s/deploy.yaml': 'kind: List\n',
  'scripts/release.sh': '#!/bin/sh\n',
  'manage.py': '',
  'requirements.txt': 'flask\n',
};
const fence = (command: string): Readonly<Record<string, string>> => ({
  'docs/guide.md': `# Guide\n\n\`\`\`bash\n${command}\n\`\`\`\n`,
});

checkTable('what commands name', [
  {
    name: 'a package that npm would install',
    workspace: shop,
    wrong: 'npm i lodahs',
    found: ['notFound lodahs'],
    says: 'Did you mean lodash?',
    sound: 'npm install lodash@4 @types/express express --save-exact',
  },
  {
    name: 'an invented package of npm',
    workspace: shop,
    wrong: 'pnpm add -D spotlighting-datamarking',
    found: ['couldNotCheck spotlighting-datamarking'],
    sound: 'pnpm add -D vitest',
  },
  {
    name: 'a package that pip would install',
    workspace: shop,
    wrong: "pip install flask 'reqeusts>=2'",
    found: ['notFound reqeusts'],
    sound: "python -m pip install --upgrade pip 'requests[socks]>=2' -r requirements.txt",
  },
  {
    name: 'a crate',
    workspace: shop,
    wrong: 'cargo add serde_jsn',
    found: ['notFound serde_jsn'],
    sound: 'cargo add tokio --features full',
  },
  {
    name: 'a module of Go',
    workspace: shop,
    wrong: 'go get github.com/stretchr/testfy@latest',
    found: ['notFound github.com/stretchr/testfy'],
    sound: 'go get github.com/stretchr/testify@latest',
  },
  {
    name: 'a gem',
    workspace: shop,
    wrong: 'gem install nokogirii',
    found: ['notFound nokogirii'],
    sound: 'gem install nokogiri -v 1.16',
  },
  {
    name: 'a package of Packagist',
    workspace: shop,
    wrong: 'composer require monolog/monlog',
    found: ['notFound monolog/monlog'],
    sound: 'composer require monolog/monolog:^3',
  },
  {
    name: 'a package of NuGet',
    workspace: shop,
    wrong: 'dotnet add package Newtonsoft.Jsn',
    found: ['notFound Newtonsoft.Jsn'],
    sound: 'dotnet add src/Api.csproj package Newtonsoft.Json --version 13',
  },
  {
    name: 'a script that package.json does not have',
    workspace: shop,
    wrong: 'npm run biuld',
    found: ['notFound script biuld'],
    says: 'Did you mean build?',
    sound: 'npm run test:unit -- --grep x',
  },
  {
    name: 'a target that the Makefile does not have',
    workspace: shop,
    wrong: 'make tests',
    found: ['notFound target tests'],
    says: 'Did you mean test?',
    sound: 'make test -j4 V=1',
  },
  {
    name: 'a manifest that is not there',
    workspace: shop,
    wrong: 'kubectl apply -f k8s/deployment.yaml',
    found: ['notFound k8s/deployment.yaml'],
    sound:
      'kubectl apply -f k8s/deploy.yaml -n shop && kubectl apply -f https://example.org/a.yaml',
  },
  {
    name: 'a script that is not there',
    workspace: shop,
    wrong: 'bash scripts/relase.sh',
    found: ['notFound scripts/relase.sh'],
    says: 'scripts/release.sh',
    sound: './scripts/release.sh --fast; python manage.py migrate',
  },
  {
    name: 'an option that kubectl does not have',
    workspace: shop,
    wrong: 'kubectl rollout restart deployment/api --wait',
    found: ['notFound kubectl rollout restart --wait'],
    sound: 'kubectl -n shop rollout status deployment/api --timeout=60s',
  },
  {
    name: 'a misspelt option of kubectl',
    workspace: shop,
    wrong: 'kubectl get pods --all-namespace',
    found: ['notFound kubectl get --all-namespace'],
    says: '--all-namespaces',
    sound: 'kubectl get pods -A -o wide --sort-by=.metadata.name --context prod',
  },
  {
    name: 'a subcommand that kubectl does not have',
    workspace: shop,
    wrong: 'kubectl rollout restat deployment/api',
    found: ['notFound kubectl rollout restat'],
    sound: 'kubectl rollout restart deployment/api',
  },
  {
    name: 'an invented subcommand could not be checked',
    workspace: shop,
    wrong: 'kubectl heal deployment/api',
    found: ['couldNotCheck kubectl heal'],
    sound: 'kubectl describe deployment/api',
  },
  {
    name: 'an option that helm does not have',
    workspace: shop,
    wrong: 'helm upgrade --install api ./chart --auto-rollback',
    found: ['notFound helm upgrade --auto-rollback'],
    sound:
      'helm upgrade --install api ./chart --set a=b --atomic --timeout 5m --create-namespace -n shop',
  },
  {
    name: 'an option that docker run does not have',
    workspace: shop,
    wrong: 'docker run -d --memory-limit 512m nginx',
    found: ['notFound docker run --memory-limit'],
    sound: 'docker run --rm -it -e A=b --memory 512m alpine sh -c "x --foo" --bar',
  },
  {
    name: 'an option of compose',
    workspace: shop,
    wrong: 'docker compose up -d --biuld',
    found: ['notFound docker compose up --biuld'],
    sound: 'docker compose -p shop up -d --build --wait',
  },
  {
    name: 'an option that git push does not have',
    workspace: shop,
    wrong: 'git push --force-safe',
    found: ['notFound git push --force-safe'],
    sound: 'git push --force-with-lease --set-upstream origin HEAD',
  },
  {
    name: 'a misspelt option of git',
    workspace: shop,
    wrong: 'git commit --ammend --no-edit',
    found: ['notFound git commit --ammend'],
    sound: 'git commit --amend --no-edit -m "use --ammend"',
  },
  {
    name: 'an option of terraform',
    workspace: shop,
    wrong: 'terraform apply -auto-aprove',
    found: ['notFound terraform apply -auto-aprove'],
    sound: 'terraform -chdir=infra apply -auto-approve -var a=b',
  },
  {
    name: 'an option of pip',
    workspace: shop,
    wrong: 'pip install --no-cahe-dir flask',
    found: ['notFound pip install --no-cahe-dir'],
    sound: 'pip install --no-cache-dir --break-system-packages flask',
  },
  {
    name: 'a tool that is not known is not checked',
    workspace: shop,
    wrong: 'sudo npm run bulid',
    found: ['notFound script bulid'],
    sound: 'frobnicate --hard && unknown-tool sub --flag',
  },
  {
    name: 'a command in a fence',
    workspace: shop,
    wrong: fence('$ npm install expresss'),
    found: ['notFound expresss'],
    sound: fence('# npm install expresss\n$ npm install express\nadded expresss'),
  },
  {
    name: 'a command over several lines of a Dockerfile',
    workspace: shop,
    wrong: {
      Dockerfile:
        'FROM python:3.12\nRUN apt-get update && \\\n    pip install --no-cache-dir \\\n      # web\n      flask reqeusts\n',
    },
    found: ['notFound reqeusts'],
    sound: {
      Dockerfile:
        'FROM python:3.12\nRUN apt-get update && \\\n    pip install --no-cache-dir \\\n      flask requests\n',
    },
  },
  {
    name: 'a command of a workflow',
    workspace: shop,
    wrong: {
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          npm ci\n          npm run test:units\n',
    },
    found: ['notFound script test:units'],
    sound: {
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          npm ci\n          npm run test:unit\n      - run: npm run other\n        working-directory: web\n',
    },
  },
  {
    name: 'a script of package.json that calls another',
    workspace: shop,
    wrong: {
      'package.json': shop['package.json'].replace(
        '"build": "tsc"',
        '"build": "tsc",\n "all": "npm run biuld && node tools/x.js"',
      ),
    },
    found: ['notFound script biuld', 'notFound tools/x.js'],
    sound: {
      'package.json': shop['package.json'].replace(
        '"build": "tsc"',
        '"build": "tsc",\n "all": "npm run build && sh scripts/release.sh"',
      ),
    },
  },
  {
    name: 'a shell script',
    workspace: shop,
    wrong: { 'ci.sh': '#!/bin/bash\nset -e\nkubectl get pods --all-namespace\n' },
    found: ['notFound kubectl get --all-namespace'],
    sound: {
      'ci.sh':
        '#!/bin/bash\nset -e\ncat <<EOF\nkubectl get pods --all-namespace\nEOF\nkubectl get pods "$@" --all-namespaces > out.txt 2>&1\n',
    },
  },
]);
