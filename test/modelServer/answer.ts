/**
 * A plausible diagnosis made from the request alone: it cites the first excerpt of the prompt by a
 * quote that really stands there, so that verification finds it, and one that does not.
 */
export function answerFor(body: string): string {
  if (isProbe(body)) {
    return JSON.stringify({ colour: /json_schema/.test(body) ? 'k7-orange' : 'blue' });
  }
  const { id, line, quote } = firstExcerpt(promptOf(body));
  if (isChat(body)) return chatAnswer(id, line, quote);
  return JSON.stringify({
    outcome: 'diagnosed',
    reason: '',
    hypotheses: [
      {
        claims: [
          { role: 'symptom', text: 'A request failed.', cites: [{ evidence: id, quote, line }] },
          {
            role: 'cause',
            text: 'The line says why.',
            cites: [{ evidence: id, quote, line: null }],
          },
        ],
        against: [],
        missing: ['What changed before the failure.'],
        probes: [
          {
            title: 'Look at the service',
            command: 'kubectl get pods',
            confirms: 'A pod is restarting.',
            refutes: 'All pods are ready.',
          },
        ],
        service: null,
        title: 'The model names the first excerpt as the cause',
        summary: 'The test server answers from the first excerpt it was given.',
        confidence: 0.7,
      },
      {
        claims: [
          {
            role: 'cause',
            text: 'Something nobody logged.',
            cites: [{ evidence: 'E99', quote: 'a line that was never written', line: 1 }],
          },
        ],
        against: [],
        missing: [],
        probes: [],
        service: null,
        title: 'The model invents a rival',
        summary: 'Its only citation does not exist.',
        confidence: 0.9,
      },
    ],
  });
}

/** A question of the chat: one sentence that is right, one without a cite, one that cites what is not there. */
function chatAnswer(id: string, line: number | null, quote: string): string {
  return JSON.stringify({
    outcome: 'answered',
    requests: [],
    sentences: [
      { text: 'The log says it itself.', cites: [{ evidence: id, quote, line }] },
      { text: 'Somebody was on holiday.', cites: [] },
      {
        text: 'A disk was replaced.',
        cites: [{ evidence: 'E99', quote: 'a line that was never written', line: 1 }],
      },
    ],
    unknown: ['Who deployed it.'],
    checks: [
      {
        title: 'Look at the service',
        command: 'kubectl get pods',
        confirms: 'A pod is restarting.',
        refutes: 'All pods are ready.',
      },
    ],
  });
}

function isChat(body: string): boolean {
  return body.includes('Answer the question below the fenced block.');
}

/** The question of one line with which a server is tried out. */
export function isProbe(body: string): boolean {
  return body.includes('whytrace_probe') || body.includes('a clear sky at noon');
}

function promptOf(body: string): string {
  try {
    const { messages, input } = JSON.parse(body) as Partial<
      Record<'messages' | 'input', readonly { content?: string }[]>
    >;
    return (messages ?? input)?.map(({ content }) => content ?? '').join('\n') ?? '';
  } catch {
    return '';
  }
}

/** The heading `### E1 · …` of the first excerpt and its longest line, `L123| …`. */
function firstExcerpt(prompt: string): { id: string; line: number | null; quote: string } {
  const heading = /^### (E\d+) .*\n((?:L\d+\|.*\n?)*)/m.exec(prompt);
  const lines = [...(heading?.[2] ?? '').matchAll(/^L(\d+)\| ?(.*)$/gm)];
  const longest = lines.sort((a, b) => (b[2]?.length ?? 0) - (a[2]?.length ?? 0))[0];
  return {
    id: heading?.[1] ?? 'E1',
    line: longest ? Number(longest[1]) : null,
    quote: (longest?.[2] ?? 'nothing was sent').trim().slice(0, 200),
  };
}
