import { AuditApp, type Editor } from './audit/app.ts';

declare function acquireVsCodeApi(): Editor;

const root = document.getElementById('app');
if (root) {
  new AuditApp(acquireVsCodeApi(), root).start();
}
