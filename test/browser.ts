import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/** Path of an installed Chrome, Chromium or Edge; `CHROME` in the environment names another. */
export function findBrowser(): string {
  const named = process.env['CHROME'];
  if (named !== undefined && named !== '') {
    if (!isExecutable(named)) {
      throw new Error(`CHROME is set to ${named}, which is not a program that can be run.`);
    }
    return named;
  }
  const found = candidates().find(isExecutable);
  if (found === undefined) {
    throw new Error(
      'No browser was found. Install Google Chrome, Chromium or Microsoft Edge (on Debian and ' +
        'Ubuntu: apt-get install chromium), or set CHROME to the path of one.',
    );
  }
  return found;
}

function candidates(): readonly string[] {
  switch (process.platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
      );
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
        const folder = process.env[variable];
        return folder === undefined
          ? []
          : [
              join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
              join(folder, 'Chromium', 'Application', 'chrome.exe'),
              join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
            ];
      });
    default: {
      const names = [
        'chromium',
        'chromium-browser',
        'google-chrome',
        'google-chrome-stable',
        'microsoft-edge',
        'microsoft-edge-stable',
      ];
      const folders = (process.env['PATH'] ?? '').split(delimiter);
      return [...folders, '/usr/bin', '/snap/bin'].flatMap((folder) =>
        names.map((name) => join(folder, name)),
      );
    }
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
