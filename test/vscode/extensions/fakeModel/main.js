// Stands for what Copilot brings: a language model that the editor offers to every extension. It
// names the first excerpt that it was shown as the cause.
const vscode = require('vscode');

exports.activate = (context) => {
  context.subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('whytrace-test', {
      provideLanguageModelChatInformation: async () => [
        {
          id: 'quoting-1',
          name: 'Quoting One',
          family: 'quoting',
          version: '1',
          maxInputTokens: 100_000,
          maxOutputTokens: 4_000,
          // The chat of the editor takes only models that can call tools.
          capabilities: { toolCalling: true },
        },
      ],
      async provideLanguageModelChatResponse(_model, messages, _options, progress) {
        const text = messages
          .flatMap((message) => message.content.map((part) => part.value ?? ''))
          .join('\n');
        for (const piece of answerTo(text).match(/.{1,200}/gs)) {
          progress.report(new vscode.LanguageModelTextPart(piece));
        }
      },
      provideTokenCount: async (_model, text) => Math.ceil(String(text).length / 3),
    }),
  );
};

/** Quotes the first line that the prompt shows with its number, `L123|...`. */
function answerTo(prompt) {
  const [, , line = ''] = /^L(\d+)\|\s?(.*)$/m.exec(prompt) ?? [];
  if (/"?ruling"?/.test(prompt)) return explanationOf(line);
  if (prompt.includes('Answer the question below the fenced block.')) return chatAnswer(line);
  const hypothesis = {
    title: 'The model of the editor names the first excerpt',
    summary: 'The first excerpt tells of the failure.',
    service: null,
    claims: [
      {
        role: 'cause',
        text: 'The first excerpt says so.',
        cites: [{ evidence: 'E1', quote: line, line: null }],
      },
    ],
    against: [],
    missing: [],
    probes: [],
    confidence: 0.7,
  };
  return JSON.stringify({ outcome: 'diagnosed', reason: '', hypotheses: [hypothesis] });
}

/** Of a question of the chat: a sentence that its first excerpt holds, and one that nothing does. */
function chatAnswer(line) {
  const sentences = [
    { text: 'The log says it itself.', cites: [{ evidence: 'E1', quote: line, line: null }] },
    { text: 'Somebody was on holiday.', cites: [] },
  ];
  return JSON.stringify({ outcome: 'answered', requests: [], sentences, unknown: [], checks: [] });
}

/** Of a suggestion: one statement that its first excerpt holds, and one that nothing does. */
function explanationOf(line) {
  const claim = (section, text, quote) => ({
    section,
    text,
    cites: quote === undefined ? [] : [{ evidence: 'E1', quote, line: null }],
    rule: null,
    ruling: null,
  });
  return JSON.stringify({
    claims: [
      claim('does', 'It changes what the first excerpt shows.', line),
      claim('why', 'Somebody asked for it yesterday.'),
    ],
    summary: 'It changes the first excerpt.',
  });
}
