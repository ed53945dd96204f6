import type { ModelFailure } from '../../model/modelFailure.ts';
import { number } from '../../model/numberText.ts';

/** How those are called who can do something about a failure, where it is shown. */
export type Vocabulary = 'editor' | 'commandLine';

interface Words {
  readonly setKey: string;
  readonly useAnotherKey: string;
  readonly chooseModel: string;
  readonly withoutModel: string;
  readonly address: string;
  readonly moreTime: string;
  readonly lessEvidence: string;
  readonly ofRequest: string;
  readonly askAgain: string;
}

const vocabularies: Readonly<Record<Vocabulary, Words>> = {
  editor: {
    setKey:
      'Run "Whytrace: Set API Key", or choose a model that needs none with "Whytrace: Choose Model"',
    useAnotherKey: 'Run "Whytrace: Set API Key" with a key that may use this model',
    chooseModel: 'with "Whytrace: Choose Model"',
    withoutModel: 'Pick one with "Whytrace: Choose Model", or set "whytrace.model.name"',
    address: '"whytrace.model.baseUrl"',
    moreTime: 'raise "whytrace.model.timeoutSeconds"',
    lessEvidence: 'Lower "whytrace.evidence.budget"',
    ofRequest: '"whytrace.model.tokensPerRequest"',
    askAgain: 'Run "Whytrace: Diagnose" to ask again',
  },
  commandLine: {
    setKey: 'Put a key into OPENAI_API_KEY, or name a server that needs none with --base-url',
    useAnotherKey: 'Put a key that may use this model into OPENAI_API_KEY',
    chooseModel: 'with --model',
    withoutModel: 'Name one with --model or in WHYTRACE_MODEL',
    address: '--base-url (or OPENAI_BASE_URL)',
    moreTime: 'ask for less with --budget',
    lessEvidence: 'Lower --budget',
    ofRequest: '--token-limit',
    askAgain: 'Run the command again to ask again',
  },
};

/** What happened and what to do about it, in one or two sentences for people. */
export function failureText(failure: ModelFailure, vocabulary: Vocabulary): string {
  const words = vocabularies[vocabulary];
  const another = `pick another model ${words.chooseModel}`;
  switch (failure.kind) {
    case 'noKey':
      return `No API key is set for the model, so nothing was sent. ${words.setKey}.`;
    case 'noModel':
      return `${sentence(failure.detail)} ${words.withoutModel}.`;
    case 'unreachable':
      return `The model server could not be reached. ${sentence(failure.detail)} Check ${words.address}, the network and the proxy.`;
    case 'unauthorised':
      return `The model server refused the API key. ${sentence(failure.detail)} ${words.useAnotherKey}.`;
    case 'quota':
      return `The account's quota or credit at the model server is used up. ${sentence(failure.detail)} Add credit there, or ${another}.`;
    case 'rateLimit':
      return `The model server takes no more requests right now. ${retryAdvice(failure.retryAfterSeconds)}`;
    case 'timeout':
      return `The model did not answer within ${secondsText(failure.seconds)}. Try again, ${words.moreTime}, or pick a faster model ${words.chooseModel}.`;
    case 'cancelled':
      return `The request to the model was cancelled. ${words.askAgain}.`;
    case 'refused':
      return `The model declined to answer. ${sentence(failure.detail)} Ask about fewer lines, or ${another}.`;
    case 'truncated':
      return `The model's answer was cut off at its length limit. Ask about fewer lines, or pick a model with a longer output ${words.chooseModel}.`;
    case 'notJson':
      return `The model's answer could not be read as JSON. ${sentence(failure.detail)} Try again, or pick a model that supports structured output ${words.chooseModel}.`;
    case 'schema':
      return `The model's answer does not have the expected shape. ${sentence(failure.detail)} Try again, or pick a model that supports structured output ${words.chooseModel}.`;
    case 'contextTooLong':
      return `The evidence is too long for this model. ${sentence(failure.detail)} ${words.lessEvidence}, or pick a model with a longer context ${words.chooseModel}.`;
    case 'overBudget':
      return `${overBudget(failure, words.ofRequest)} Raise it. ${words.lessEvidence} otherwise.`;
    case 'server': {
      const head = `The model server answered with an error${statusText(failure.status)}. ${sentence(failure.detail)}`;
      const doubt = failure.isAddressDoubtful
        ? ` Check ${words.address}: it often ends in /v1.`
        : '';
      return `${head}${doubt} Try again later, or ${another}.`;
    }
  }
}

/** Only the editor counts what a day took. */
function overBudget(
  { setting, limit, used, needed }: Extract<ModelFailure, { kind: 'overBudget' }>,
  ofRequest: string,
): string {
  const about = `The request has about ${number(needed)} tokens`;
  return setting === 'tokensPerRequest'
    ? `${about}, more than the ${number(limit)} that ${ofRequest} allows, so it was not sent.`
    : `${about}, and ${number(used)} of the ${number(limit)} tokens of a day were used, which "whytrace.model.tokensPerDay" sets: it was not sent.`;
}

function retryAdvice(seconds: number | undefined): string {
  return seconds === undefined
    ? 'Wait a minute and try again.'
    : `Try again in ${secondsText(Math.max(1, Math.ceil(seconds)))}.`;
}

function secondsText(seconds: number): string {
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}

/** 0 stands for an error that came without an HTTP status. */
function statusText(status: number): string {
  return status >= 300 ? ` (HTTP ${status})` : '';
}

/** A detail often comes from a server: it gets the full stop which it may lack. */
function sentence(detail: string): string {
  const text = detail.trim();
  return text === '' || /[.!?…]$/.test(text) ? text : `${text}.`;
}
