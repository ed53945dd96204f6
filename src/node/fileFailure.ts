import { basename } from 'node:path';
import type { FileFailure, OpenedFile } from '../core/ports.ts';

export type NotOpened = Extract<OpenedFile, { readonly kind: 'failure' }>;

export function failure(code: FileFailure['code'], message: string): NotOpened {
  return { kind: 'failure', failure: { code, message } };
}

/** What an exception of the file system means for people; any other exception is thrown on. */
export function failureOf(error: unknown, path: string): NotOpened {
  const name = basename(path);
  switch (codeOf(error)) {
    case 'ENOENT':
      return failure('notFound', `${name} is not there (${path}).`);
    case 'EACCES':
    case 'EPERM':
      return failure('noAccess', `${name} may not be read by this user: check its permissions.`);
    case 'EISDIR':
      return failure('notAFile', `${name} is a folder: name the log files in it.`);
    case 'ELOOP':
      return failure('unreadable', `${name} is a symbolic link that leads back to itself.`);
    case '':
      throw error;
    default:
      return failure('unreadable', `${name} can't be read (${codeOf(error)}).`);
  }
}

/** Node's error code, or an empty string where the error is none of the system. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
