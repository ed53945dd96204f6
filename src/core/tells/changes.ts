/**
 * Lines that tell of a change to a system: most incidents follow one, and say nothing of it
 * themselves. Sorted by what is changed; the first row that matches decides.
 */
export type ChangeKind =
  | 'scaling'
  | 'migration'
  | 'deploy'
  | 'configuration'
  | 'certificate'
  | 'leader'
  | 'node'
  | 'start';

export interface ChangeTell {
  readonly kind: ChangeKind;
  /** How often such a change explains what follows, 0..1; for ordering. */
  readonly weight: number;
}

/** What a line says of a change, or `undefined`. */
export function changeOf(line: string): ChangeTell | undefined {
  const text = line.slice(0, longest);
  const rule = trigger.test(text) ? rules.find(({ pattern }) => pattern.test(text)) : undefined;
  return rule && { kind: rule.kind, weight: rule.weight };
}

const longest = 500;

/** A cheap first look. */
const trigger =
  /scal|replica|deploy|roll|sync|releas|upgrad|start|boot|config|reload|setting|flag|parameter|migrat|alter|index|table|elect|leader|master|primary|failover|promot|certificate|rotat|cordon|drain|node |member |joined|pull|sighup|version|helm|revision|->|=>|→|switched|previous|\(was |resize|lowered|raised|reduced|increased|adjusted|limit/i;

const rules: readonly (ChangeTell & { readonly pattern: RegExp })[] = [
  {
    kind: 'scaling',
    weight: 1,
    pattern:
      /ScalingReplicaSet.{0,80}from [1-9]\d{0,5} to \d|SuccessfulRescale|\b[Ss]cal(?:ed|ing) (?:up|down|out|in)\b.{0,80}(?:from|to) \d|\breplicas?\b.{0,20}\bfrom \d{1,5} to \d|[Aa]utoscal\w{0,6} .{0,60}(?:to|from) \d/,
  },
  {
    kind: 'migration',
    weight: 0.95,
    pattern:
      /\b[Mm]igrat(?:ing|ed|ion)\b.{0,80}(?:version|schema|database|applied|complete|table)|\b(?:ALTER|DROP|RENAME|TRUNCATE) (?:TABLE|INDEX|COLUMN|VIEW)\b|\bCREATE (?:UNIQUE )?INDEX\b|[Aa]pplied \d{1,4} migration/,
  },
  {
    kind: 'deploy',
    weight: 1,
    pattern:
      /\b[Ss]ync operation to \S{4,40} succeeded|\b[Rr]oll(?:ing|ed)? ?(?:out|back)\b.{0,60}(?:start|complet|finish|succe|version|revision|to )|\b[Dd]eploy(?:ed|ing)\b.{0,60}(?:version|revision|release|commit|build|\d\.\d)|\b[Rr]elease .{1,60}(?:deployed|installed|upgraded|promoted)|\bUpgrade of\b|\bhelm (?:upgrade|install)\b|\b[Uu]pgraded? .{1,60} (?:from|to) v?\d|"SyncLoop ADD"|\bPullImage\b|Successfully pulled image|Scaled up replica set \S{1,80} to 1\b/,
  },
  {
    kind: 'configuration',
    weight: 0.95,
    pattern:
      /\b[Cc]onfig(?:uration)?\b.{0,40}\b(?:re-?loaded|changed|updated|applied)\b|\b[Rr]e-?load(?:ed|ing)\b.{0,40}\bconfig|\bSIGHUP\b|parameter "\w{1,60}" changed|CONFIG SET|\b(?:feature )?flags?\b.{0,60}\b(?:enabled|disabled|turned|set to|toggled|switched|changed)|\bsettings? .{0,60}\b(?:changed|updated) |\b[Rr]e-?load(?:ed|ing)\b.{0,80}\.(?:ya?ml|properties|json|toml|conf|cfg|ini|env)\b|\bflag\b.{0,60}(?:->|=>|→)|\bswitched (?:on|off|to|from)\b|\b(?:model|version|engine|backend|strategy|provider) switched\b|\(was \S{1,40}\)|\b(?:[Rr]esized?|[Cc]hanged|[Ll]owered|[Rr]aised|[Rr]educed|[Ii]ncreased|[Aa]djusted|[Uu]pdated|limit)\b.{0,80}\b\d\w{0,8} (?:->|=>|→|to) \d|\bprevious(?:_\w{1,20})?"?[=:]|^(?!.{0,300}(?:state|status|phase|health|leader|term|epoch|offset|level)\b).{0,200}\b[a-z][\w-]{0,40}(?:\.[\w-]{1,40}){1,6}(?::| changed)?(?: from)? \S{1,40} (?:->|=>|→) \S/,
  },
  {
    kind: 'certificate',
    weight: 0.9,
    pattern:
      /\b[Cc]ertificates?\b.{0,60}\b(?:renewed|rotated|re-?loaded|issued|replaced)|\b[Rr]otat(?:ed|ing)\b.{0,40}\b(?:cert|key|secret|credential|token)/,
  },
  {
    kind: 'leader',
    weight: 0.8,
    pattern:
      /\b(?:elected|became|becoming|promoted to|new)\b.{0,30}\b(?:leader|master|primary)\b|\bleader(?:ship)? (?:changed|election|lost|elected)|\b[Ff]ailover\b|\b[Ss]witchover\b|\bstepp(?:ed|ing) down\b/,
  },
  {
    kind: 'node',
    weight: 0.7,
    pattern:
      /\b(?:[Cc]ordon|[Dd]rain)(?:ed|ing)\b|\b[Nn]ode \S{1,80} (?:was )?(?:added|removed|joined|left)\b|\b[Mm]ember \S{1,80} (?:joined|left)\b/,
  },
  {
    kind: 'start',
    weight: 0.6,
    pattern:
      /\b[Ss]tarting\b.{0,80}\b(?:v?\d{1,4}\.\d|commit|version)|\b[\w-]{2,60} v?\d{1,4}\.\d{1,4}(?:\.\d{1,6})? (?:starting|started)\b|\bstarting\b["'].{0,400}\b(?:version|commit)\b|\b[Ss]tarted \w{2,60} in \d|\b[Rr]estart(?:ed|ing) (?:container|service|pod|process|server|worker|instance)/,
  },
];
