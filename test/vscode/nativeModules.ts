import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Two modules of VS Code ship as C++ sources. Plain JavaScript stands in, so that no compiler is
 * needed: a logger that writes lines, and a watchdog that ends the process with its parent.
 */
export function replaceNativeModules(vscode: string): void {
  const folder = join(vscode, 'node_modules/@vscode');
  writeFileSync(join(folder, 'spdlog/index.js'), SPDLOG);
  writeFileSync(join(folder, 'native-watchdog/index.js'), WATCHDOG);
}

const SPDLOG = `'use strict';
const fs = require('node:fs');
const path = require('node:path');
const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = 2;
    this.raw = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.closeSync(fs.openSync(file, 'a'));
  }
  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    const line = this.raw ? String(message) : time + ' [' + LEVELS[level] + '] ' + message + '\\n';
    try { fs.appendFileSync(this.file, line); } catch {}
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() { this.raw = false; }
  clearFormatters() { this.raw = true; }
  flush() {}
  drop() {}
}
LEVELS.forEach((name, level) => {
  Logger.prototype[name === 'warning' ? 'warn' : name] = function (message) { this.write(level, message); };
});
const create = async (name, file) => new Logger('', name, file);
// One assignment each: VS Code imports them by name, and Node finds such names only.
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`;

const WATCHDOG = `'use strict';
exports.start = (pid) => {
  setInterval(() => {
    try { process.kill(pid, 0); } catch { process.exit(0); }
  }, 3000).unref();
};
exports.exit = (code) => process.exit(code || 0);
`;
