import { type Editor, OverviewApp } from './overview/app.ts';

declare function acquireVsCodeApi(): Editor;

const root = document.getElementById('app');
if (root) {
  new OverviewApp(acquireVsCodeApi(), root).start();
}
