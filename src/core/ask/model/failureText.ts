import type { ModelFailure } from '../../model/modelFailure.ts';

/** What happened and what to do about it, in one or two sentences for people. */
export function failureText(failure: ModelFailure): string {
  switch (failure.kind) {
    case 'noKey':
      return 'No API key is set for the model, so nothing was sent. Run "Whytrace: Set API Key", or choose a model that needs none with "Whytrace: Choose Model".';
    case 'noModel':
      return `${sentence(failure.detail)} Pick one with "Whytrace: Choose Model", or set "whytrace.model.name".`;
    case 'unreachable':
      return `The model server could not be reached. ${sentence(failure.detail)} Check "whytrace.model.baseUrl", the network and the proxy.`;
    case 'unauthorised':
      return `The model server refused the API key. ${sentence(failure.detail)} Run "Whytrace: Set API Key" with a key that may use this model.`;
    case 'quota':
      return `The account's quota or credit at the model server is used up. ${sentence(failure.detail)} Add credit there, or pick another model with "Whytrace: Choose Model".`;
    case 'rateLimit':
      return `The model server takes no more requests right now. ${retryAdvice(failure.retryAfterSeconds)}`;
    case 'timeout':
      return `The model did not answer within ${secondsText(failure.seconds)}. Try again, raise "whytrace.model.timeoutSeconds", or pick a faster model with "Whytrace: Choose Model".`;
    case 'cancelled':
      return 'The request to the model was cancelled. Run "Whytrace: Diagnose" to ask again.';
    case 'refused':
      return `The model declined to answer. ${sentence(failure.detail)} Ask about fewer lines, or pick another model with "Whytrace: Choose Model".`;
    case 'truncated':
      return 'The model\'s answer was cut off at its length limit. Ask about fewer lines, or pick a model with a longer output with "Whytrace: Choose Model".';
    case 'notJson':
      return `The model's answer could not be read as JSON. ${sentence(failure.detail)} Try again, or pick a model that supports structured output with "Whytrace: Choose Model".`;
    case 'schema':
      return `The model's answer does not have the expected shape. ${sentence(failure.detail)} Try again, or pick a model that supports structured output with "Whytrace: Choose Model".`;
    case 'contextTooLong':
      return `The evidence is too long for this model. ${sentence(failure.detail)} Lower "whytrace.evidence.budget", or pick a model with a longer context with "Whytrace: Choose Model".`;
    case 'server':
      return `The model server answered with an error${statusText(failure.status)}. ${sentence(failure.detail)} Try again later, or pick another model with "Whytrace: Choose Model".`;
  }
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
