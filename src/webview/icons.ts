import { html, svg, type TemplateResult } from 'lit';

/** Drawn on a 16 x 16 grid in the text's colour; a word always stands beside them. */
const drawings = {
  supported: svg`<circle cx="8" cy="8" r="6.25"/><path d="M5 8.3 7.1 10.4 11 6"/>`,
  partly: svg`<circle cx="8" cy="8" r="6.25"/><path class="solid" d="M8 1.75a6.25 6.25 0 0 1 0 12.5z"/>`,
  unsupported: svg`<circle cx="8" cy="8" r="6.25" stroke-dasharray="2.4 2.2"/><path d="M5.5 8h5"/>`,
  refuted: svg`<circle cx="8" cy="8" r="6.25"/><path d="m5.7 5.7 4.6 4.6m0-4.6-4.6 4.6"/>`,
  fatal: svg`<path class="solid" d="M5.4 1.75h5.2l3.65 3.65v5.2l-3.65 3.65H5.4L1.75 10.6V5.4z"/><path class="cut" d="M8 4.6v4.2M8 11v.4"/>`,
  info: svg`<circle cx="8" cy="8" r="6.25"/><path d="M8 7.4v3.8M8 4.8v.4"/>`,
  search: svg`<circle cx="7" cy="7" r="4.5"/><path d="m10.4 10.4 3.6 3.6"/>`,
  waiting: svg`<circle cx="8" cy="8" r="6.25" opacity=".45"/>`,
  running: svg`<circle cx="8" cy="8" r="6.25" opacity=".25"/><path d="M8 1.75A6.25 6.25 0 0 1 14.25 8"/>`,
  stopped: svg`<circle cx="8" cy="8" r="6.25"/><path class="solid" d="M5.75 5.75h4.5v4.5h-4.5z"/>`,
  offline: svg`<path d="M2 6.2a9 9 0 0 1 12 0M4.3 8.8a5.6 5.6 0 0 1 7.4 0M6.6 11.3a2.2 2.2 0 0 1 2.8 0M2.5 13.5l11-11"/>`,
  warning: svg`<path d="M8 2 14.6 13.6H1.4z"/><path d="M8 6.4v3.4M8 11.4v.6"/>`,
  copy: svg`<path d="M5.5 5.5h8v8h-8z"/><path d="M10.5 5.5v-3h-8v8h3"/>`,
  copied: svg`<path d="m3 8.6 3.4 3.4L13 4.6"/>`,
  terminal: svg`<path d="M1.75 2.75h12.5v10.5H1.75z"/><path d="m4.2 6 2.2 2-2.2 2M8 10.2h3.6"/>`,
  up: svg`<path d="M8 13.5V3M3.8 7.2 8 3l4.2 4.2"/>`,
  down: svg`<path d="M8 2.5V13M3.8 8.8 8 13l4.2-4.2"/>`,
  chevron: svg`<path d="m6 3.5 4.5 4.5L6 12.5"/>`,
} as const;

export type IconName = keyof typeof drawings;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon ${name}" viewBox="0 0 16 16" aria-hidden="true">${drawings[name]}</svg>`;
}
