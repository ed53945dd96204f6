import { html, nothing } from 'lit';
import type { Confidence } from '../model.ts';

/** How often such answers were right in this workspace, where there are verdicts to tell by. */
export function local({ factors }: Confidence): unknown {
  const learned = factors.find(({ name }) => name === 'local');
  return learned ? html`<p class="local quiet" lang="en">${learned.reason}</p>` : nothing;
}
