// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the code that is checked has templates.
import { checkTable } from './table.ts';

const shop = {
  'package.json': `{
  "name": "shop",
  "type": "module",
  "scripts": { "build": "tsc", "test": "mocha", "lint": "eslint ." },
  "dependencies": { "express": "^4.18.0", "lodash": "^4.17.21", "@acme/ledger": "^2.0.0", "zod": "^3" },
  "devDependencies": { "typescript": "^5.4.0", "vitest": "^1" }
}
`,
  'tsconfig.json':
    '{ // aliases\n "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"], "#db": ["src/db.ts"] }, } }',
  'package-lock.json':
    '{\n "lockfileVersion": 3,\n "packages": {\n  "": {},\n  "node_modules/express": {\n  },\n  "node_modules/debug": {\n  }\n }\n}\n',
  'src/db.ts':
    'export interface Row { id: string }\nexport async function connect(): Promise<void> {}\nexport const { pool, query: runQuery } = make();\n',
  'src/index.ts':
    "export * from './db.js';\nexport { total as sum, type Cart } from './cart.ts';\n",
  'src/cart.ts':
    'export class Cart {}\nexport const total = (): number => 0;\nexport default Cart;\n',
  'src/util/money.ts': 'export enum Currency { EUR }\n',
  'packages/tax/package.json': '{ "name": "@shop/tax", "dependencies": {} }',
};

const react = {
  'package.json': '{ "dependencies": { "react": "^18", "date-kit": "1" } }',
  'node_modules/react/package.json': '{ "name": "react", "main": "index.js" }',
  'node_modules/@types/react/package.json': '{ "name": "@types/react", "types": "index.d.ts" }',
  'node_modules/@types/react/index.d.ts':
    'export = React;\nexport as namespace React;\ndeclare namespace React {\n  function useState<S>(a: S): [S];\n  function useEffect(a: () => void): void;\n  type ReactNode = string;\n}\n',
  'node_modules/date-kit/package.json':
    '{ "name": "date-kit", "exports": { ".": { "types": "./dist/index.d.ts", "import": "./dist/index.js" }, "./fp": { "types": "./dist/fp.d.ts" } } }',
  'node_modules/date-kit/dist/index.d.ts':
    "export * from './format.js';\nexport declare function addDays(): void;\n",
  'node_modules/date-kit/dist/format.d.ts':
    'declare function formatDate(): void;\nexport { formatDate, formatDate as format };\n',
  'node_modules/date-kit/dist/fp.d.ts': 'export declare const addDaysFp: () => void;\n',
};

checkTable('what JavaScript and TypeScript import', [
  {
    name: 'a misspelt dependency is not found, and the right one is told',
    workspace: shop,
    wrong: { 'src/a.ts': "import _ from 'lodahs';\n" },
    found: ['notFound lodahs'],
    says: 'Did you mean lodash?',
    sound: { 'src/a.ts': "import _ from 'lodash';\nimport get from 'lodash/get.js';\n" },
  },
  {
    name: 'an invented package could not be checked',
    workspace: shop,
    wrong: { 'src/a.ts': "import { spotlight } from 'spotlighting-datamarking';\n" },
    found: ['couldNotCheck spotlighting-datamarking'],
    sound: { 'src/a.ts': "import express, { type Router } from 'express';\n" },
  },
  {
    name: 'a known package that no manifest names is no dependency',
    workspace: shop,
    wrong: { 'src/a.ts': "import axios from 'axios';\n" },
    found: ['notADependency axios'],
    sound: {
      'src/a.ts': "import axios from 'axios';\n",
      'package.json': shop['package.json'].replace('"zod"', '"axios": "^1", "zod"'),
    },
  },
  {
    name: 'what only the lockfile has is no dependency',
    workspace: shop,
    wrong: { 'src/a.js': "const debug = require('debug')('shop');\n" },
    found: ['notADependency debug'],
    sound: {
      'src/a.js': "const zod = require('zod');\nlet it; try { it = require('debug'); } catch {}\n",
    },
  },
  {
    name: 'what is taken of a member is no name of the module',
    workspace: { 'src/limits.js': 'export const limits = { most: 1 };\n' },
    wrong: { 'src/a.js': "const { most } = require('./limits.js');\n" },
    found: ['notFound ./limits.js: most'],
    sound: { 'src/a.js': "const { most } = require('./limits.js').limits;\n" },
  },
  {
    name: 'a private name that is almost that of a dependency is not found',
    workspace: shop,
    wrong: { 'src/a.ts': "import { post } from '@acme/leger';\n" },
    found: ['notFound @acme/leger'],
    sound: {
      'src/a.ts': "import { post } from '@acme/ledger';\nimport type { X } from '@shop/tax';\n",
    },
  },
  {
    name: 'a private name that is like none could not be checked',
    workspace: shop,
    wrong: { 'src/a.ts': "export { post } from '@acme/billing-core';\n" },
    found: ['couldNotCheck @acme/billing-core'],
    sound: { 'src/a.ts': "export { post } from '@acme/ledger/post';\n" },
  },
  {
    name: 'a module that Node does not have',
    workspace: shop,
    wrong: { 'src/a.ts': "import { readFile } from 'node:fs/promise';\n" },
    found: ['notFound node:fs/promise'],
    says: 'node:fs/promises',
    sound: {
      'src/a.ts': "import { readFile } from 'node:fs/promises';\nimport test from 'node:test';\n",
    },
  },
  {
    name: 'a name that a module of Node does not export',
    workspace: shop,
    wrong: { 'src/a.ts': "import { readFileAsync, type Stats } from 'fs';\n" },
    found: ['notFound fs: readFileAsync'],
    sound: { 'src/a.ts': "import { readFileSync, type Stats } from 'fs';\n" },
  },
  {
    name: 'a member that a module of Node does not have',
    workspace: shop,
    wrong: {
      'src/a.ts': "import * as path from 'node:path';\nexport const a = path.combine('a', 'b');\n",
    },
    found: ['notFound node:path: combine'],
    sound: {
      'src/a.ts':
        "import * as path from 'node:path';\nexport const a = path.join('a', 'b');\nexport const f = (path: { combine(): void }): void => path.combine();\n",
    },
  },
  {
    name: 'a member that an object of JavaScript does not have',
    workspace: shop,
    wrong: { 'src/a.ts': 'await Promise.allSettle([a]);\n' },
    found: ['notFound Promise.allSettle'],
    sound: {
      'src/a.ts': 'await Promise.allSettled([a]);\nif (Promise.allSettle) Promise.allSettle();\n',
    },
  },
  {
    name: 'an invented member of an object could not be checked',
    workspace: shop,
    wrong: { 'src/a.ts': 'const b = Object.deepClone(a);\n' },
    found: ['couldNotCheck Object.deepClone'],
    sound: { 'src/a.ts': 'const b = Object.assign({}, a);\n// Object.deepClone(a)\n' },
  },
  {
    name: 'a relative import of a file that is not there',
    workspace: shop,
    wrong: { 'src/a.ts': "import { total } from './carts.js';\n" },
    found: ['notFound ./carts.js'],
    says: 'Did you mean cart.ts?',
    sound: {
      'src/a.ts':
        "import { total } from './cart.js';\nimport './cart';\nimport * as all from '.';\n",
    },
  },
  {
    name: 'a file that the same suggestion adds is there',
    workspace: shop,
    wrong: { 'src/a.ts': "import './b.js';\n" },
    found: ['notFound ./b.js'],
    sound: { 'src/a.ts': "import { b } from './b.js';\n", 'src/b.ts': 'export let b = 1;\n' },
  },
  {
    name: 'a path behind an alias',
    workspace: shop,
    wrong: { 'src/a.ts': "import { Currency } from '@/util/mony';\n" },
    found: ['notFound @/util/mony'],
    sound: {
      'src/a.ts':
        "import { Currency } from '@/util/money';\nimport { connect } from '#db';\nimport 'src/cart';\n",
    },
  },
  {
    name: 'a name that a module of the workspace does not export',
    workspace: shop,
    wrong: { 'src/a.ts': "import { conect, runQuery } from './index.js';\n" },
    found: ['notFound ./index.js: conect'],
    says: 'Did you mean connect?',
    sound: {
      'src/a.ts': "import Cart, { connect, pool, runQuery, sum, type Row } from './index.js';\n",
    },
  },
  {
    name: 'a name in an import over several lines is told where it stands',
    workspace: shop,
    wrong: { 'src/a.ts': "import {\n  total,\n  discount,\n} from './cart.ts';\n" },
    found: ['notFound ./cart.ts: discount'],
    sound: { 'src/a.ts': "import {\n  total, // sum\n  Cart as Basket,\n} from './cart.ts';\n" },
  },
  {
    name: 'a hook that React does not have',
    workspace: react,
    wrong: {
      'a.tsx':
        "import { useState, useDebounce } from 'react';\nexport const A = () => <p>Don't</p>;\n",
    },
    found: ['notFound react: useDebounce'],
    sound: { 'a.tsx': "import React, { useState, type ReactNode } from 'react';\n" },
  },
  {
    name: 'a name that an installed package does not export',
    workspace: react,
    wrong: { 'a.ts': "import { formatDates } from 'date-kit';\n" },
    found: ['notFound date-kit: formatDates'],
    says: 'Did you mean formatDate?',
    sound: {
      'a.ts':
        "import { formatDate, format, addDays } from 'date-kit';\nimport { addDaysFp } from 'date-kit/fp';\n",
    },
  },
  {
    name: 'a path that an installed package does not export could not be checked',
    workspace: react,
    wrong: { 'a.ts': "import { x } from 'date-kit/locale';\n" },
    found: ['couldNotCheck date-kit/locale'],
    sound: { 'a.ts': "import { addDaysFp } from 'date-kit/fp';\n" },
  },
  {
    name: 'what a comment or a text says is no import',
    workspace: shop,
    wrong: { 'src/a.ts': "import x from 'exprss';\n" },
    found: ['notFound exprss'],
    sound: {
      'src/a.ts':
        "// import x from 'exprss';\n/* require('lodahs') */\nconst s = \"import x from 'exprss'\";\nconst t = `require('exprss') ${'import(\"x\")'}`;\nconst r = /require('lodahs')/;\n",
    },
  },
  {
    name: 'a dynamic import and one of types',
    workspace: shop,
    wrong: { 'src/a.ts': "const z = await import('exprss');\n" },
    found: ['notFound exprss'],
    sound: {
      'src/a.ts': "const z = await import('zod');\nconst q = await import(`./${name}.js`);\n",
    },
  },
  {
    name: 'a component reads its script only',
    workspace: shop,
    wrong: {
      'src/A.vue':
        "<template><p>Don't import x from 'lodahs'</p></template>\n<script setup>\nimport a from './cartt';\n</script>\n",
    },
    found: ['notFound ./cartt'],
    sound: {
      'src/A.vue':
        "<template><p>import x from 'lodahs'</p></template>\n<script setup>\nimport a from './cart';\n</script>\n",
    },
  },
  {
    name: 'modules that the host hands out are no packages',
    workspace: { ...shop, 'src/ext.ts': '' },
    wrong: { 'src/a.ts': "import * as vs from 'vscodee';\n" },
    found: ['couldNotCheck vscodee'],
    sound: {
      'src/a.ts':
        "import * as vs from 'vscode';\nimport http from 'k6/http';\nimport data from 'virtual:pages';\n",
    },
  },
  {
    name: 'a package of another folder of the workspace',
    workspace: shop,
    wrong: { 'src/a.ts': "import { rate } from '@shop/taxx';\n" },
    found: ['notFound @shop/taxx'],
    sound: { 'src/a.ts': "import { rate } from '@shop/tax';\n" },
  },
  {
    name: 'a dependency that is newly declared must exist',
    workspace: shop,
    wrong: { 'package.json': shop['package.json'].replace('"zod"', '\n"expresss": "^4",\n"zod"') },
    found: ['notFound expresss'],
    sound: {
      'package.json': shop['package.json'].replace(
        '"zod"',
        '\n"axios": "^1",\n"@types/lodash": "^4",\n"local": "file:../local",\n"zod"',
      ),
    },
  },
]);

const plain = {
  'package.json':
    '{ "dependencies": { "react": "^18", "lodash": "^4", "left-field": "1", "zod": "3" } }',
};

checkTable('what popular packages export that are not installed', [
  {
    name: 'a name that is almost one of theirs',
    workspace: plain,
    wrong: { 'a.tsx': "import { useStaet } from 'react';\n" },
    found: ['notFound react: useStaet'],
    says: 'Did you mean useState?',
    sound: {
      'a.tsx': "import { useState, type ReactNode } from 'react';\nimport { z } from 'zod';\n",
    },
  },
  {
    name: 'a name that the newest version does not have could not be checked',
    workspace: plain,
    wrong: { 'a.ts': "import { deepMergeAll } from 'lodash';\n" },
    found: ['couldNotCheck lodash: deepMergeAll'],
    sound: {
      'a.ts': "import { merge, debounce } from 'lodash';\nimport { anything } from 'left-field';\n",
    },
  },
]);
