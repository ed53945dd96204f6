import type { Extreme, Grouping, Intent } from '../question.ts';

/** What a question's own words ask for; nothing where they ask for nothing that we know. */
export function intentOf(text: string): Intent | undefined {
  return intents.find(({ pattern }) => pattern.test(text))?.intent;
}

const thing = String.raw`(?:\S+ ){0,4}?`;

/** In this order: a question that fits two is the more particular one. */
const intents: readonly { readonly intent: Intent; readonly pattern: RegExp }[] = [
  {
    intent: 'help',
    pattern:
      /^(?:help|what can (?:you|i) (?:do|ask)|what do you (?:do|know|understand)|how do (?:you|i use this) work)\b/,
  },
  {
    intent: 'follow',
    pattern:
      /\b(?:follow|trace|track)\s(?:the\s)?(?:trace|request|transaction|order|id|session|call|correlation)\b|^(?:follow|trace|track)\b|\bwhat happened (?:to|with) (?:the )?(?:trace|request|transaction|correlation|session)\b|\b(?:trace|request|correlation|transaction|span)[- _]?id\b/,
  },
  {
    intent: 'rival',
    pattern:
      /\bwhy (?:not|is it not|isn['’]t it|isnt it|wasn['’]t it|is(?:n['’]t)? the .+ not)\b|\bwhy (?:did|do) you (?:rule|reject|exclude|not)|\bruled? out\b|\b(?:could|can|might) it (?:also |rather |instead )?(?:be|have been)\b|\b(?:is|was) it (?:really |maybe |perhaps )?(?:not )?(?:the|a|an)\b|\binstead of\b|\bother (?:explanations?|causes?|hypothes[ei]s|possibilit(?:y|ies))\b|\balternatives?\b|\brivals?\b|\bwhat else (?:could|can|might)\b|\bwhat separates\b/,
  },
  {
    intent: 'flip',
    pattern:
      /\bwhat (?:would|could|might) (?:change|alter|refute|disprove|falsify|raise|lower|lift|make you (?:more|less|sure))|\b(?:change|changes) your (?:mind|opinion)\b|\bprove (?:you|it|this) wrong\b|\bwhat (?:is|are) (?:you )?missing\b|\bwhat would (?:you need|it take|make)\b|\bwhat evidence (?:is missing|would)\b/,
  },
  {
    intent: 'certainty',
    pattern:
      /\bhow (?:sure|certain|confident|reliable|likely|probable|convinced)\b|\bconfidence\b|\bare you (?:sure|certain|confident)\b|\bhow do you know\b|\bcan (?:i|we) trust\b|\bhow good is\b|\bwhat (?:is|are) (?:your|the) (?:evidence|proof)\b|\bon what (?:evidence|grounds)\b/,
  },
  {
    intent: 'next',
    pattern:
      /\bwhat (?:should|do|can|shall|could|must|would) (?:i|we|you) (?:check|look|try|run|verify|test|investigate|do|inspect|query|recommend|suggest)\b|\bwhere (?:do|should|shall|can|would) (?:i|we) (?:start|look|begin|check)\b|\bnext steps?\b|\bwhat(?:['’]s| is)? next\b|\bwhat now\b|\bhow (?:do|can|should|could) (?:i|we) (?:confirm|verify|check|test|prove|find out|fix|solve|debug)\b|\bwhat to (?:check|do|look|try)\b|\bwhich checks?\b/,
  },
  {
    intent: 'impact',
    pattern:
      /\bblast radius\b|\b(?:which|what|who|whom)\b.*\b(?:affect(?:s|ed)?|impact(?:s|ed)?|hit(?:s)?|suffers?|breaks?|broken)\b|\b(?:who|what|which)\b.*\bdepends? (?:up)?on\b|\b(?:depends? on|dependenc(?:y|ies)|dependents?|upstreams?|downstreams?|callers?)\b|\bwho(?:m)? (?:calls|does .* call|uses)\b|\bwhat does .* (?:call|use|depend)\b/,
  },
  {
    intent: 'stopped',
    pattern:
      /\bwhat (?:has |had )?(?:stopped|disappeared|went (?:quiet|silent|missing|away)|ended)\b|\bno longer (?:logged|appears?|occurs?|comes?|happens?|there)\b|\b(?:gone|missing) (?:since|after|from)\b|\bstopped (?:coming|appearing|logging|being logged)\b/,
  },
  {
    intent: 'gaps',
    pattern:
      /\b(?:gaps?|pauses?|silences?|holes?)\b|\b(?:nothing|no (?:logs?|records?|lines?|messages?|output)) (?:was |were |is )?(?:logged|written|there|at all)\b|\b(?:went|fell|was) (?:quiet|silent)\b|\bstop(?:ped)? (?:logging|writing)\b/,
  },
  {
    intent: 'changed',
    pattern:
      /\bwhat (?:has |have |was |were |had |is |did )?(?:been )?(?:chang(?:e|ed|es)|differ(?:s|ed|ent)?)\b|\bany(?:thing)? changed?\b|\bwhat changes\b|\bchanges? (?:before|after|since|between)\b|\bwhat (?:is|was) different\b|\b(?:compare|difference between) (?:before|the)\b/,
  },
  {
    intent: 'new',
    pattern:
      /\b(?:what|which|anything|is there|any|something|show|list)\b.*\bnew\b|\bnew (?:errors?|messages?|kinds?|lines?|warnings?|exceptions?|since|after|in)\b|\b(?:what|which|anything).*\b(?:started|began|begins?) (?:appearing|coming|showing|being logged|to appear)\b|\bfor the first time\b|\bnever (?:seen )?before\b|\b(?:what|which).*\b(?:only|first) (?:appear|occur|show)/,
  },
  {
    intent: 'explain',
    pattern:
      /\bwhat (?:does|do|did)\b.*\bmean\b|\bwhat (?:does|do|did) (?:it|this|that|these|(?:this |that |the )?lines?)\b.*\b(?:say|tell)\b|\bmeaning of\b|\bexplain\b/,
  },
  {
    intent: 'span',
    pattern:
      /\bhow (?:long (?:is|are|was|were|does|do|did) (?:the |this |these |it )?(?:logs?|files?)|many lines (?:are|does|do|has|have)(?: in| there)?(?: the| this)? ?(?:logs?|files?|there)?|big|large)\b|\b(?:time (?:range|span|frame)|what period|which period)\b|\bwhen (?:does|do|did|is) (?:the|this|these) (?:logs?|files?) (?:start|begin|end|from)\b|\b(?:logs?|files?) covers?\b|\bwhat (?:format|logs? (?:are|is|do))\b|\bhow many (?:lines|records|files)(?: are there| in total| in all| altogether)?$/,
  },
  {
    intent: 'extremes',
    pattern:
      /\b(?:slow(?:est)?|long(?:est)?(?! does| is the log| was the log)|took (?:the )?(?:longest|most)|quick(?:est)?|fast(?:est)?|larg(?:e|est)|big(?:gest)?|high(?:est)?|small(?:est)?|low(?:est)?|short(?:est)?|max(?:imum|imal)?|min(?:imum|imal)|median|mean|average|avg|p\d\d(?:\.\d)?|\d\d(?:th|st|nd|rd)? percentile|latenc(?:y|ies)|durations?|response times?)\b(?!.* (?:minute|hour|second)s?\b.*\bmost\b)/,
  },
  {
    intent: 'levels',
    pattern:
      /\b(?:by|of each|per|which|what) (?:log )?(?:levels?|severit(?:y|ies))\b|\b(?:levels?|severit(?:y|ies)) (?:are|is|distribution|break ?down)\b|\berrors and warnings\b|\berrors versus warnings\b/,
  },
  {
    intent: 'peak',
    pattern:
      /\b(?:peak(?:s|ed)?|busiest|worst (?:minute|hour|second|time|moment)|spik(?:e|es|ed)|bursts?)\b|\bmost .*\b(?:in (?:a|one|any)|per) (?:minute|hour|second)\b|\bwhen (?:was|were|did|is|are|do)\b.*\b(?:most|worst|highest|frequent|peak)\b|\bwhich (?:minute|hour|second)\b|\bat what time .* most\b/,
  },
  {
    intent: 'rate',
    pattern:
      /\bhow often\b|\b(?:rate|rates|frequency)\b|\bper (?:second|minute|hour|day)\b|\b(?:a|each|every) (?:second|minute|hour|day)\b|\bhow frequent|\bover time\b|\btrend\b|\b(?:increas|ris|grow|decreas|fall)ing\b/,
  },
  {
    intent: 'similar',
    pattern:
      /\b(?:lines?|records?|messages?|entries|more|others?) (?:like|similar to) (?:this|that|it|these|line)\b|\bsimilar (?:lines?|records?|messages?)\b|\bsame (?:kind|message|template)\b/,
  },
  {
    intent: 'explain',
    pattern:
      /\bwhat (?:does|do|did|is|are|was) (?:this|that|it|line \d+|lines \d+|these|the (?:line|message|claim|record))\b|\bexplain\b|\bmean(?:s|ing)?\b|\bwhat(?:['’]s| is) (?:this|that|line)\b|\btell me about (?:this|that|line)\b/,
  },
  {
    intent: 'kinds',
    pattern:
      /\b(?:most (?:common|frequent|often)|top(?: \d+)?|kinds?|types?|sorts?)\b|^(?:what|which) (?:\S+ )?(?:errors?|warnings?|exceptions?|messages?|failures?|problems?)\b|\b(?:what|which) (?:errors?|warnings?|exceptions?|messages?|failures?)\b|\bwhat (?:is|was|are|were|do|does|did) \S+ (?:log(?:s|ged|ging)?|say|says|said|saying|complain\w*|report\w*)\b|\bcommonest\b/,
  },
  {
    intent: 'who',
    pattern:
      /\b(?:which|what|whose) (?:of the )?(?:services?|pods?|hosts?|containers?|nodes?|components?|instances?|files?|logs?|loggers?|class(?:es)?|threads?|servers?|machines?|workers?|apps?|applications?|modules?|status(?:es)?(?: codes?)?)\b|\bwho (?:log|report|writ|complain|has|had|have|is|was|are|were|sees|saw|gets|throws?)|\bfrom (?:where|which|whom)\b|\bwhere (?:do|does|did|are|is|was|were)\b|\b(?:by|per|for each|of each) (?:service|pod|host|container|node|file|logger|thread|component|instance)\b/,
  },
  {
    intent: 'count',
    pattern:
      /\bhow many\b|\bnumber of\b|\bhow much\b|\bcount\b|\bhow (?:many )?times\b|\btotal (?:of|number)\b|\bwhat (?:share|percentage|part|fraction|proportion)\b|\bin total\b/,
  },
  {
    intent: 'last',
    pattern: new RegExp(
      String.raw`\b(?:last|latest|most recent|final|newest)\b|\bwhen (?:did|do|does|was|were) ${thing}(?:stop|end|cease|go away|over|recover)|\buntil when\b|\bis it still\b|\bstill (?:happening|going|there)\b|\brecover(?:ed|y)?\b`,
    ),
  },
  {
    intent: 'first',
    pattern:
      /\b(?:first|earliest|initial(?:ly)?|oldest)\b|\bwhen\b|\bsince when\b|\bat what time\b|\b(?:start|begin|began|begun)\b|\bhow long (?:has|have|did|is|was|were)\b/,
  },
  {
    intent: 'happened',
    pattern:
      /\bwhat(?:['’]s| is| was| has| had)? ?(?:happen(?:ed|s|ing)?|going on|went on|went wrong|occurr?(?:ed|s)?|been happening|up)\b|\bsummar(?:y|i[sz]e)\b|\boverview\b|\btl;?dr\b|\bwhat(?:['’]s| is) (?:in|wrong)\b|\bwhat (?:came|comes|preceded|followed|led)\b|\bwhat (?:did|does|do) .*\bdo\b|\bgive me the (?:gist|picture)\b|\banything (?:odd|strange|unusual|wrong|suspicious|interesting)\b/,
  },
  {
    intent: 'why',
    pattern:
      /^(?:so |but |and )?why\b|\broot cause\b|\bwhat(?:['’]s| is| was)? (?:the )?(?:cause|caused|causes|reason|culprit|broke|failed|fails|is failing|is broken)\b|\bdiagnos|\bhow come\b|\bwho is to blame\b|\bwhat made\b|\bwhat triggered\b/,
  },
  {
    intent: 'any',
    pattern:
      /^(?:so |but |and )?(?:are|is|was|were|did|do|does|has|have|had)\b|\b(?:any|anything)\b/,
  },
  {
    intent: 'show',
    pattern:
      /^(?:please |can you |could you )?(?:show|list|find|search|give|print|display|grep|see|get|look (?:for|up))\b|\blines? (?:with|that|containing|about|of|from)\b|\bwhere\b/,
  },
];

const groupings: readonly (readonly [RegExp, Grouping])[] = [
  [/\bservices?\b/, 'service'],
  [/\b(?:pods?|containers?)\b/, 'pod'],
  [/\b(?:hosts?|nodes?|servers?|machines?)\b/, 'host'],
  [/\b(?:files?|logs?)\b/, 'file'],
  [/\b(?:loggers?|class(?:es)?|modules?)\b/, 'logger'],
  [/\b(?:threads?|workers?)\b/, 'thread'],
  [/\bstatus(?:es)?(?: codes?)?\b/, 'status'],
];

/** By what records are told apart; by service where nothing else is said. */
export function groupingOf(text: string): Grouping {
  const after = /\b(?:which|what|whose|by|per|each)\b(.*)/.exec(text)?.[1] ?? text;
  const [first] = groupings
    .flatMap(([pattern, by]) => {
      const at = after.search(pattern);
      return at < 0 || at > 40 ? [] : [{ by, at }];
    })
    .toSorted((a, b) => a.at - b.at);
  return first?.by ?? 'service';
}

/** Words by which a time is asked for, and no other number. */
export const ofTime =
  /\b(?:slow(?:est)?|long(?:est)?|took|latenc(?:y|ies)|durations?|times?|fast(?:est)?|quick(?:est)?|ms|seconds?)\b/;

export function extremeOf(text: string): Extreme {
  const percent = /\bp(\d\d(?:\.\d)?)\b|\b(\d\d)(?:th|st|nd|rd)? percentile\b/.exec(text);
  if (percent) return { kind: 'quantile', of: Number(percent[1] ?? percent[2]) / 100 };
  if (/\bmedian\b/.test(text)) return { kind: 'quantile', of: 0.5 };
  if (/\b(?:mean|average|avg)\b/.test(text)) return { kind: 'mean' };
  const isLeast = /\b(?:small|low|short|quick|fast)(?:est)?\b|\bmin(?:imum|imal)?\b/.test(text);
  return isLeast ? { kind: 'least' } : { kind: 'most' };
}

/** Words of which a question follows the one before: `and between 14:10 and 14:20?`, `what about redis?` */
export const followUp =
  /^(?:and|what about|how about|same for|now|then|or|also|but)\b|^(?:in|on|for|at|since|before|after|between|only)\b/;
