import { type Editor, Panel } from './panelApp.ts';

declare function acquireVsCodeApi(): Editor;

const root = document.getElementById('app');
if (root) {
  new Panel(acquireVsCodeApi(), root).start();
}
