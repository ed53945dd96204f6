import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ChatFolder } from '../core/chat.ts';
import { readSystemFolder } from './systemFolder.ts';

/** A folder on the disk, as answers of the chat need it. */
export function chatFolder(root: string, audit: ChatFolder['audit']): ChatFolder {
  return {
    audit,
    async topology() {
      const { readTopology } = await import('../core/topology/topology.ts');
      const { files, skipped } = await readSystemFolder(root);
      return readTopology(files, skipped);
    },
    read: (path) => readFile(join(root, path), 'utf8').catch(() => undefined),
    uriOf: (path) => pathToFileURL(join(root, path)).href,
  };
}
