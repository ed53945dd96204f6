import { ChatApp, type Editor } from './chat/app.ts';

declare function acquireVsCodeApi(): Editor;

const root = document.getElementById('app');
if (root) {
  new ChatApp(acquireVsCodeApi(), root).start();
}
