import { type Editor, MapApp } from './map/app.ts';

declare function acquireVsCodeApi(): Editor;

const root = document.getElementById('app');
if (root) {
  new MapApp(acquireVsCodeApi(), root).start();
}
