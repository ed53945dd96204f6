import type { CommandRule } from './commandRule.ts';

const shared = { level: 'high', what: 'deletes or overwrites data' } as const;

/** Flags of `rm` that make it take folders, in any order and spelling. */
const RECURSIVE = String.raw`(?<!\b(?:gsutil|git|s3|storage|docker|podman)\b[^\n;&|]{0,40})\brm\s{1,4}(?:-{1,2}[\w-]{1,30}\s{1,4}){0,4}?(?:-\w{0,6}[rR]\w{0,6}|--recursive)\s{1,4}(?:-{1,2}[\w-]{1,30}\s{1,4}){0,4}`;
/** Folders that are made again by the next build. */
const REMADE = String.raw`(?:\.\/)?(?:[\w.@-]{1,60}\/){0,8}(?:node_modules|dist|build|out|target|coverage|tmp|temp|bin|obj|\.?cache|\.next|\.nuxt|\.turbo|\.gradle|\.venv|venv|__pycache__|\.pytest_cache|\.terraform|\.parcel-cache)(?:\/\S{0,80})?|\/tmp\/\S{1,100}|"?\$\{?TMP\w{0,20}\}?\S{0,80}`;

/** Commands that lose files, disks and history. */
export const deletedFilesRules: readonly CommandRule[] = [
  {
    id: 'rm-everything',
    ...shared,
    pattern: new RegExp(
      String.raw`${RECURSIVE}(?:\S{1,80}\s{1,4}){0,4}?["']?(?:\/(?:\*|["']?(?:\s|$|[;&|]))|~\/?\*?["']?(?:\s|$|[;&|])|\$\{?HOME\}?\/?\*?["']?(?:\s|$|[;&|])|\.{1,2}\/?\*?["']?(?:\s|$|[;&|])|\*(?:\s|$|[;&|])|\/(?:etc|usr|bin|sbin|boot|lib|var|home|root|opt|srv|data|mnt)(?:\/\*?)?["']?(?:\s|$|[;&|]))|--no-preserve-root`,
    ),
    advice: {
      severity: 'error',
      message: 'It deletes a whole system folder, home folder or working folder for good.',
      safer: 'Name the one folder that is meant, list it first (`ls`), and move it aside instead.',
      inScripts: true,
    },
  },
  {
    id: 'rm-stored-data',
    ...shared,
    pattern: new RegExp(
      String.raw`${RECURSIVE}(?:\S{1,80}\s{1,4}){0,4}?["']?\/(?:var\/(?:lib|opt|backups?|spool)|srv|data|mnt|media|home|opt|backups?)\/[\w@.*-]`,
    ),
    unless:
      /\/var\/lib\/(?:apt|dpkg|dnf|yum|pacman)\/|\/(?:te?mp|cache|\.cache|node_modules|dist|build|target|out|__pycache__)(?:[/*\s"';&|]|$)/,
    advice: {
      severity: 'error',
      message: 'It deletes what a service or a person keeps there, and nothing brings that back.',
      safer: 'List it, take a backup and try it out, then move the folder aside (`mv`) instead.',
    },
  },
  {
    id: 'rm-unset-variable',
    ...shared,
    pattern: new RegExp(
      String.raw`${RECURSIVE}["']?\$\{?\w{1,60}\}?["']?\/(?:["']?(?:\s|$|[;&|])|\*)`,
    ),
    unless: /\$\{\w{1,60}:\?|\$\{?(?:TMP|TEMP)/,
    advice: {
      severity: 'warning',
      message: 'Where the variable is empty, it deletes from the root of the disk.',
      safer: 'Name the folder, or make the script stop where the variable is not set (`set -u`).',
      inScripts: true,
    },
  },
  {
    id: 'rm-recursive',
    ...shared,
    pattern: new RegExp(RECURSIVE),
    unless: new RegExp(
      String.raw`${RECURSIVE}["']?(?:${REMADE})(?:["']?\s{1,4}["']?(?:${REMADE}))*["']?\s*(?:$|[;&|\n])`,
    ),
    advice: {
      severity: 'warning',
      message: 'It deletes a folder with all it holds, and nothing brings that back.',
      safer: 'List it first, or move it aside (`mv`) until the change has proved itself.',
    },
  },
  {
    id: 'disk-overwritten',
    ...shared,
    pattern:
      /\b(?:wipefs|mkfs(?:\.\w{1,10})?|mke2fs|fdisk|parted|sgdisk|lvremove|vgremove|pvremove)\b(?!\s{1,4}(?:-l|--help|--list)\b)|\bdd\b[^\n]{0,200}\bof=\/dev\/(?!null)|\bshred\b|>\s{0,4}\/dev\/(?:sd|hd|vd|xvd|nvme|disk|mapper)\w|\bzfs\s{1,4}destroy\b|\bzpool\s{1,4}destroy\b|\bformat\s{1,4}[a-z]:/i,
    advice: {
      severity: 'error',
      message: 'It overwrites a disk or a volume.',
      safer: 'Check the device with `lsblk`, take a snapshot, and let a second person confirm it.',
      inScripts: true,
    },
  },
  {
    id: 'find-delete',
    ...shared,
    pattern:
      /\bfind\s{1,4}["']?(?:\/(?!tmp)|~|\$HOME|\.\s)[^\n]{0,300}(?:-delete\b|-exec\s{1,4}(?:sudo\s{1,4})?rm\b|\|\s{0,4}xargs\b[^\n]{0,40}\brm\b)/,
    unless:
      /\bfind\s+\.\s[^\n]*-name\s+["']?(?:\*\.(?:pyc|o|tmp|bak|orig|class)|__pycache__|\.DS_Store|node_modules)\b/,
    advice: {
      severity: 'warning',
      message: 'It deletes every file that the search finds, unseen.',
      safer: 'Run it with `-print` in place of `-delete` and read the list first.',
    },
  },
  {
    id: 'windows-delete',
    ...shared,
    pattern: /\b(?:rmdir|rd|del)\s{1,4}\/[sq]|\bRemove-Item\b[^\n]{0,200}-Recurse\b/i,
    unless: /(?:node_modules|dist|build|bin|obj|target|coverage|temp)\b/i,
    advice: {
      severity: 'warning',
      message: 'It deletes a folder with all it holds, and nothing brings that back.',
      safer: 'Run it with `-WhatIf` first, or move the folder aside.',
    },
  },
  {
    id: 'log-truncated',
    ...shared,
    pattern:
      /(?:^|[;&|]\s{0,4}|\becho\s{0,4}["']{0,2}\s{0,4}|\bcat\s{1,4}\/dev\/null\s{0,4}|:\s{0,2})>\s{0,4}\/var\/log\/\S|\btruncate\s{1,4}(?:-s|--size)[\s=]{0,4}0\b|\bjournalctl\b[^\n]{0,80}--vacuum|\brm\b[^\n]{0,80}\/var\/log\//,
    advice: {
      severity: 'warning',
      message: 'It throws away logs, which may be the only evidence of the failure.',
      safer: 'Copy or compress them elsewhere first, and set up rotation.',
    },
  },
  {
    id: 'crontab-removed',
    ...shared,
    pattern: /\bcrontab\s{1,4}(?:-u\s{1,4}\S{1,40}\s{1,4})?-r\b/,
    advice: {
      severity: 'error',
      message: 'It removes all scheduled jobs of the user without asking.',
      safer: 'Save them first (`crontab -l > crontab.bak`) and edit with `crontab -e`.',
      inScripts: true,
    },
  },
  {
    id: 'fork-bomb',
    ...shared,
    pattern: /:\(\)\s{0,4}\{/,
    advice: {
      severity: 'error',
      message: 'It starts itself without end until the machine stands still.',
      safer: 'Do not run it.',
      inScripts: true,
    },
  },
  {
    id: 'force-push',
    ...shared,
    pattern:
      /\bgit\s{1,4}(?:-C\s{1,4}\S{1,100}\s{1,4})?push\b[^\n]{0,120}(?:\s--force(?!-with-lease|-if-includes)\b|\s-\w{0,4}f\b|\s\+\S|\s--mirror\b)/,
    advice: {
      severity: 'error',
      message: "It overwrites the remote's history, and with it commits of others.",
      safer: 'Use `git push --force-with-lease` on a branch of your own, or `git revert`.',
      inScripts: true,
    },
  },
  {
    id: 'remote-branch-deleted',
    ...shared,
    pattern: /\bgit\s{1,4}push\b[^\n]{0,80}(?:\s--delete\b|\s-d\b|\s:[\w/]{2,80})/,
    advice: {
      severity: 'warning',
      message: 'It deletes a branch or tag at the remote.',
      safer:
        'Make sure that it is merged (`git branch -r --merged`), or tag its last commit first.',
    },
  },
  {
    id: 'branch-deleted',
    ...shared,
    pattern: /\bgit\s{1,4}branch\b[^\n]{0,40}\s(?:-D|--delete\s{1,4}--force)\b/,
    advice: {
      severity: 'warning',
      message: 'It deletes a branch though its commits are merged nowhere.',
      safer: 'Use `git branch -d`, which refuses where something would be lost.',
    },
  },
  {
    id: 'reset-hard',
    ...shared,
    pattern:
      /\bgit\s{1,4}(?:-C\s{1,4}\S{1,100}\s{1,4})?(?:reset\b[^\n]{0,80}--hard\b|checkout\s{1,4}(?:-f|--force|(?:--\s{1,4})?\.(?:\s|$))|stash\s{1,4}drop\b|restore\s{1,4}(?:\.(?:\s|$)|--worktree\s{1,4}\.))/,
    advice: {
      severity: 'warning',
      message: 'It throws away changes that are not committed.',
      safer: 'Put them aside with `git stash -u` first.',
    },
  },
  {
    id: 'git-clean',
    ...shared,
    pattern: /\bgit\s{1,4}(?:-C\s{1,4}\S{1,100}\s{1,4})?clean\b(?=[^\n]{0,60}\s-\w{0,4}[fdxX])/,
    unless: /\bclean\b[^\n]{0,60}\s(?:-\w{0,4}n|--dry-run)/,
    advice: {
      severity: 'warning',
      message: 'It deletes files that git does not know, e.g. local settings.',
      safer: 'See what would go with `git clean -nd`, or use `git stash -u`.',
    },
  },
  {
    id: 'history-rewritten',
    ...shared,
    pattern:
      /\bgit\s{1,4}(?:filter-branch|filter-repo|reflog\s{1,4}(?:expire|delete)|gc\b[^\n]{0,60}--prune=now|update-ref\s{1,4}-d|stash\s{1,4}clear)\b|\bbfg\b[^\n]{0,80}--(?:delete|strip|replace)/,
    advice: {
      severity: 'error',
      message: 'It rewrites history or takes away the way back to it.',
      safer:
        'Work on a fresh clone, keep a mirror (`git clone --mirror`), and tell everybody first.',
    },
  },
  {
    id: 'repository-deleted',
    ...shared,
    pattern:
      /\bgh\s{1,4}(?:repo|release|secret)\s{1,4}delete\b|\bnpm\s{1,4}unpublish\b|\bcargo\s{1,4}yank\b/,
    advice: {
      severity: 'error',
      message: 'It takes away something that others rely on.',
      safer: 'Archive or deprecate it instead.',
      inScripts: true,
    },
  },
  {
    id: 'file-deleted',
    ...shared,
    pattern:
      /\brm\b(?:\s{1,4}\S{1,200}){0,8}?\s{1,4}-\w{0,6}[rfRF]|\brm\s{1,4}(?:--\w|\/|~|\*|\$)|\bdd\b[^\n]{0,200}\bof=|>\s{0,4}\/dev\/(?!null|std|tty|fd)[a-z]|\bfind\b[^\n]{0,300}-(?:delete|exec\b)|\btruncate\s{1,4}-|\bRemove-Item\b|\bgit\s{1,4}(?:clean|reset\s{1,4}--hard|push\b[^\n]{0,80}(?:--force|-f\b|\s\+))/i,
  },
];
