import { visibleText } from '../model/visibleText.ts';

/**
 * What text does that was written for a language model and not for people:
 * - `instruction`: tells it to drop or to take instructions, to be somebody, to give away what it has;
 * - `address`: speaks to an AI or an assistant by name;
 * - `verdict`: says what to conclude, or how sure to be of it.
 */
export type AddressKind = 'instruction' | 'address' | 'verdict';

/** Where a text speaks to whoever explains it. */
export interface Addressed {
  readonly kind: AddressKind;
  /** Index of its line in the text, from 0. */
  readonly line: number;
  /** The words that gave it away, on one line. */
  readonly words: string;
}

/** Characters of one text that are looked through: what is sent to a model is shorter. */
const LONGEST = 400_000;
const MOST_FOUND = 200;

/** Finds the lines of a text that address an AI; one entry a line at most, in their order. */
export function findAddressed(text: string): readonly Addressed[] {
  const plain = folded(text.slice(0, LONGEST));
  const byLine = new Map<number, Addressed>();
  for (const { kind, pattern } of rules) {
    for (const match of plain.matchAll(pattern)) {
      const last = lineAt(plain, match.index + match[0].length);
      for (let line = lineAt(plain, match.index); line <= last; line++) {
        const words = match[0].replace(/\s+/g, ' ').trim().slice(0, 80);
        if (!byLine.has(line)) byLine.set(line, { kind, line, words });
      }
      if (byLine.size >= MOST_FOUND) break;
    }
  }
  return [...byLine.values()].sort((a, b) => a.line - b.line);
}

function lineAt(text: string, index: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** Letters of other alphabets that look like Latin ones, and full-width ones, as these. */
function folded(text: string): string {
  const visible = visibleText(text);
  return /[^\n\t -~]/.test(visible)
    ? visible
        .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
        .replace(/[аеорсухіѕԁһοαν]/g, (letter) => lookalikes[letter] ?? letter)
    : visible;
}

const lookalikes: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ѕ: 's',
  ԁ: 'd',
  һ: 'h',
  ο: 'o',
  α: 'a',
  ν: 'v',
};

/** What parts words, also where they were made safe for a URL, a key or a line of source. */
const s = String.raw`(?:(?:[\s+_"'*#>.,;:|-]|%20|\\n){1,6})`;

const someone = String.raw`(?:ai|a\.i\.|llms?|(?:large${s})?language${s}models?|(?:ai|virtual|coding|helpful)${s}(?:assistant|agent|model|system|tool)s?|assistant|chat-?gpt|gpt-?\d?\w{0,6}|claude|gemini|copilot|chat-?bots?)`;
const orders = '(?:instructions?|prompts?|directives?|guidelines?|guardrails?|commands?|orders?)';
const former = `(?:(?:all|any|every|each|the|your|my|of|these|those|and|other|previous|previously|prior|preceding|above|earlier|existing|initial|original|system|safety|given|foregoing)${s}){1,8}`;
/** Words before a verdict: `the root cause`, `this incident`. */
const finding = `(?:root${s}cause|diagnosis|conclusion|verdict|hypothesis|incident|answer|confidence|certainty|probability|outcome)`;

interface Rule {
  readonly kind: AddressKind;
  readonly pattern: RegExp;
}

const rule = (kind: AddressKind, source: string): Rule => ({
  kind,
  pattern: new RegExp(source, 'gi'),
});

/**
 * Written so that no ordinary log matches: programs say "ignoring previous value", never "ignore all
 * previous instructions". Gaps are bounded, so that each is linear in the text.
 */
const rules: readonly Rule[] = [
  rule(
    'instruction',
    String.raw`\b(?:ignor(?:e|ing)|disregard(?:ing)?|forget|overr(?:ide|ule)|bypass|discard|skip|do${s}not${s}follow|don't${s}follow|stop${s}following)${s}${former}${orders}\b`,
  ),
  rule(
    'instruction',
    String.raw`\b(?:ignore|disregard|forget)${s}(?:everything|anything|all|what(?:ever)?)${s}(?:you${s}(?:were|was|have${s}been|know)|(?:written${s}|said${s})?(?:above|before|previously|prior))\b`,
  ),
  rule(
    'instruction',
    String.raw`\b(?:new|updated|revised|additional|important|hidden|secret|real|actual)${s}(?:system${s})?(?:instructions?|prompt)${s}(?:for${s}(?:you|the${s})|from${s}|are${s}|is${s}|follow\b|begin\b|you\b)`,
  ),
  rule(
    'instruction',
    String.raw`\b(?:reveal|repeat|print|output|show|leak|display|disclose|tell${s}me|send|exfiltrate|summari[sz]e)${s}(?:me${s})?(?:all${s}(?:of${s})?)?(?:your|the|this)${s}(?:(?:full|entire|whole|hidden|initial|original|complete|own)${s})?(?:system${s}(?:prompt|message|instructions?)|initial${s}prompt|instructions${s}(?:above|you))\b`,
  ),
  rule(
    'instruction',
    String.raw`\byou${s}are${s}(?:now|no${s}longer|hereby|going${s}to${s}be|being)${s}(?:an?${s}|the${s}|in${s}|acting${s}|bound\b|required\b|DAN\b|free\b|root\b|unrestricted\b|jailbroken\b)`,
  ),
  rule(
    'instruction',
    String.raw`\byou${s}are${s}(?:an?${s})?(?:helpful${s}|unrestricted${s}|expert${s}){0,2}${someone}\b`,
  ),
  rule(
    'instruction',
    String.raw`\b(?:from${s}now${s}on|henceforth|starting${s}now),?${s}(?:you|act|respond|answer|always|only|never)\b`,
  ),
  rule(
    'instruction',
    String.raw`\b(?:pretend${s}(?:to${s}be|that${s}you|you)|act${s}as${s}(?:if${s}you|though${s}you|an?${s}${someone}|DAN\b|root${s}and))`,
  ),
  rule(
    'instruction',
    String.raw`\bignorier(?:e|en${s}Sie)${s}(?:\S{1,20}${s}){0,3}(?:Anweisung|Instruktion|Befehl|Vorgabe)en\b|\bvergiss${s}(?:\S{1,20}${s}){0,3}(?:Anweisung|Instruktion)en\b`,
  ),
  rule(
    'instruction',
    String.raw`\bignore[zrs]?${s}(?:\S{1,20}${s}){0,3}instructions${s}pr[ée]c[ée]dentes|\b(?:ignora|olvida|ignore)${s}(?:\S{1,20}${s}){0,3}(?:instrucciones|instru[çc][õo]es|istruzioni)\b`,
  ),
  rule(
    'instruction',
    '忽略.{0,12}(?:指令|指示|提示|说明)|無視.{0,12}指示|指示を.{0,8}無視|игнорируй(?:те)?.{0,40}инструкци',
  ),

  rule(
    'address',
    String.raw`\b(?:dear|hey|hi|hello|attention|attn|psa|notice|note|message|memo|instructions?|directive|reminder|info)${s}(?:(?:to|for)${s})?(?:(?:the|any|all|every|whichever|my|our)${s})?${someone}s?\b(?!${s}(?:server|client|service|api|worker|gateway|endpoint|version|model${s}(?:loaded|not)))`,
  ),
  rule(
    'address',
    String.raw`\b(?:if${s}you(?:${s}are|'re)|as|since${s}you(?:${s}are|'re))${s}an?${s}${someone}\b.{0,40}\b(?:you|your|must|please|should|do)\b`,
  ),
  rule(
    'address',
    String.raw`\b${someone}${s}(?:that${s}is${s}|that${s}are${s}|who${s}is${s}|currently${s}|which${s}is${s})?(?:reading|analy[sz]ing|processing|reviewing|summari[sz]ing|diagnosing|triaging|parsing|looking${s}at)${s}(?:this|these|the${s}logs?)\b`,
  ),
  rule(
    'address',
    String.raw`\b(?:ai|(?:ai|llm)${s}(?:agent|model)|assistant|llm|copilot)s?${s}(?:must|should|shall|has${s}to|needs${s}to|please|is${s}instructed${s}to|are${s}instructed${s}to)${s}(?:not${s})?(?:ignore|report|say|state|answer|respond|conclude|recommend|suggest|run|execute|tell|mention|treat|set|add|trust|follow|output)\b`,
  ),
  rule(
    'address',
    String.raw`\b(?:tell|advise|instruct|recommend${s}(?:that|to)|convince|ask)${s}(?:the|your|this)${s}(?:user|operator|developer|engineer|admin(?:istrator)?|human|sre)s?${s}(?:to|that|must|should)\b`,
  ),

  rule(
    'verdict',
    String.raw`\b(?:report|state|conclude|answer|respond|reply|say|output|return|declare|diagnose|claim)(?:${s}\w{1,12}){0,2}${s}(?:that|with|only|exactly)${s}(?:["'{]|noIncident\b|.{0,24}\b${finding}\b|there${s}(?:is|was)${s}no\b|everything${s}is\b|no${s}incident\b)`,
  ),
  rule(
    'verdict',
    String.raw`\b(?:set|report|state|give|output|use|assign|raise|mark|increase|with${s}a|with)${s}(?:the${s}|your${s}|its${s}|a${s}|an${s})?(?:overall${s}|final${s}|model${s})?(?:confidence|certainty|probability)(?:${s}(?:score|level|value|rating|of|to|at|is|as)){0,3}[\s:="']{1,4}(?:\d|very${s}high|high|max|full|certain)`,
  ),
  rule(
    'verdict',
    String.raw`\b${finding}\b.{0,80}\b(?:confidence|certainty|probability)["']?${s}?(?:is|of|=|:)?${s}?(?:1(?:\.0+)?\b|0?\.\d|\d{2,3}${s}?%|high|certain|very)`,
  ),
  rule(
    'verdict',
    String.raw`\b(?:confidence|certainty|probability)["']?${s}?(?:is${s}|of${s}|[=:]${s}?)?(?:1(?:\.0+)?\b|0?\.\d|\d{2,3}${s}?%|high\b|certain\b|very\b).{0,60}\b(?:root${s}cause|diagnosis|hypothesis)\b`,
  ),
  rule(
    'verdict',
    String.raw`\b(?:100|99(?:\.\d+)?) ?(?:%|percent)${s}(?:confident|confidence|certain|sure|certainty)\b`,
  ),
  rule(
    'verdict',
    String.raw`\b(?:do${s}not|don't|never|must${s}not)${s}(?:report|mention|cite|flag|include|reveal|disclose|blame|investigate|diagnose)${s}(?:this|these|it|the|any|anything|that)\b.{0,40}\b(?:user|operator|error|incident|line|log|instruction|message|cause|alert)`,
  ),
];
