import {
  choice,
  citesSchema,
  list,
  object,
  type ReplySchema,
  requestList,
} from '../model/schema.ts';

/** What a reply may hold; a model that writes more has not understood the task. */
export const explainLimits = { claims: 24, text: 500, summary: 700, id: 120 } as const;

/** The answer's JSON schema, in the same strict subset as that of a diagnosis. Facts come before the summary. */
export const explainSchema: ReplySchema = {
  name: 'whytrace_audit',
  schema: object({
    outcome: choice('explained', 'needEvidence'),
    requests: requestList('lines', 'search', 'neighbours'),
    claims: list(
      object({
        section: { type: 'string', enum: ['does', 'why', 'assumes', 'misses', 'rule'] },
        text: { type: 'string' },
        cites: citesSchema(),
        rule: { type: ['string', 'null'] },
        ruling: { type: ['string', 'null'], enum: ['keeps', 'breaks', 'unclear', null] },
      }),
    ),
    summary: { type: 'string' },
  }),
};
