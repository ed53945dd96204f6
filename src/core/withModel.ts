// What only a run with a model needs: a run of the embedded analyst loads none of it.
export { approvalDetails, approve } from './approval.ts';
export { converse, writeRequest } from './converse.ts';
export { createRedactor } from './redact/redact.ts';
export { unwithheld } from './withheld.ts';
