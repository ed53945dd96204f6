import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { exportsReader, typingsOf } from '../../src/core/audit/existence/javascript/exports.ts';
import type { Project } from '../../src/core/audit/existence/project.ts';
import { inFolder } from './fetch.ts';

/** Modules whose names programs import most; typings that stand elsewhere are fetched too. */
const modules: readonly string[] = [
  ...[
    'react',
    'react-dom',
    'react-dom/client',
    'react-router-dom',
    'react-redux',
    'redux',
    'zustand',
  ],
  ...[
    '@reduxjs/toolkit',
    '@tanstack/react-query',
    'react-hook-form',
    '@testing-library/react',
    'vue',
  ],
  ...[
    'vue-router',
    'pinia',
    'svelte',
    'svelte/store',
    'next/navigation',
    'next/router',
    'next/server',
  ],
  ...[
    'next/headers',
    'lodash',
    'express',
    'axios',
    'zod',
    'rxjs',
    'uuid',
    'date-fns',
    'dayjs',
    'yup',
  ],
  ...[
    'fastify',
    'koa',
    'hono',
    'commander',
    'fs-extra',
    'glob',
    'semver',
    'ws',
    'undici',
    'cheerio',
  ],
  ...[
    '@nestjs/common',
    '@nestjs/core',
    '@nestjs/testing',
    'typeorm',
    'mongoose',
    'sequelize',
    'pg',
  ],
  ...[
    'ioredis',
    'redis',
    'bullmq',
    'kafkajs',
    'amqplib',
    '@aws-sdk/client-s3',
    '@aws-sdk/client-sqs',
  ],
  ...[
    '@aws-sdk/client-dynamodb',
    '@aws-sdk/lib-dynamodb',
    'graphql',
    '@apollo/client',
    'socket.io',
  ],
  ...[
    'socket.io-client',
    'jsonwebtoken',
    'bcrypt',
    'bcryptjs',
    'winston',
    'pino',
    'prom-client',
    'vite',
  ],
  ...['vitest', '@jest/globals', 'chai', 'sinon', '@playwright/test', 'puppeteer', '@angular/core'],
  ...['@angular/common/http', '@angular/router', '@angular/forms', '@opentelemetry/api'],
  ...['@tanstack/vue-query', 'swr', 'immer', 'nanoid', 'drizzle-orm', 'yaml'],
];

const typed: readonly string[] = [
  ...[
    'react',
    'react-dom',
    'lodash',
    'express',
    'koa',
    'fs-extra',
    'semver',
    'ws',
    'pg',
    'amqplib',
  ],
  ...[
    'jsonwebtoken',
    'bcrypt',
    'sinon',
    'chai',
    'node',
    'express-serve-static-core',
    'serve-static',
  ],
];

/** Exports by module; `!` in front says that all of them could be read. */
export async function npmExports(): Promise<Record<string, string>> {
  return inFolder(async (folder) => {
    const packages = modules.map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    );
    const names = new Set([...packages, ...typed.map((name) => `@types/${name}`)]);
    execFileSync('npm', ['init', '-y'], { cwd: folder, stdio: 'ignore' });
    execFileSync(
      'npm',
      [
        'install',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--legacy-peer-deps',
        '--silent',
        ...names,
      ],
      { cwd: folder, stdio: 'ignore' },
    );
    const project = projectIn(folder);
    const exportsOf = exportsReader(project);
    const found: Record<string, string> = {};
    for (const name of modules.toSorted()) {
      const file = await typingsOf(project, '', name);
      if (file === undefined) continue;
      const { names: exported, isComplete } = await exportsOf(file);
      const list = [...exported].filter((one) => /^[A-Za-z$]\w*$/.test(one) && one !== 'default');
      found[name] = `${isComplete ? '! ' : ''}${list.sort().join(' ')}`;
    }
    return found;
  });
}

function projectIn(folder: string): Project {
  const fileAt = (path: string): string | undefined => {
    const file = join(folder, path);
    return existsSync(file) && statSync(file).isFile() ? file : undefined;
  };
  return {
    paths: new Set(),
    folders: new Set(['']),
    async read(path) {
      const file = fileAt(path);
      return file === undefined ? undefined : readFileSync(file, 'utf8');
    },
    has: async (path) => fileAt(path) !== undefined,
  };
}
