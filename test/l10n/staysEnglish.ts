/** A literal, or all of a file, that no language reaches on purpose, and why. */
export interface StaysEnglish {
  /** A file of `src/extension`, or the beginning of its path. */
  readonly file: string;
  /** The literals, with `{}` for their holes; all of the file where there are none. */
  readonly texts?: readonly string[];
  readonly why: string;
}

export const staysEnglish: readonly StaysEnglish[] = [
  {
    file: 'context/',
    why: 'Facts for the analyst and for models, which go into English prompts and sentences.',
  },
  {
    file: 'chat/markdown.ts',
    why: 'A document made of answers, which are English.',
  },
  {
    file: 'chat/starters.ts',
    why: 'Questions that the engine reads, which knows English.',
  },
  {
    file: 'diagnoseCommands.ts',
    texts: ['What does line {} mean, and why was it written?'],
    why: 'A question that the engine and models read.',
  },
  {
    file: 'agentTools.ts',
    texts: ['Cancelled.'],
    why: 'Agents read it.',
  },
  {
    file: 'editorModelFailure.ts',
    why: 'Goes into a sentence of the core, which is English.',
  },
  {
    file: 'editorModel.ts',
    texts: ['{}/{} through the editor', '{} tokens of at most {}'],
    why: 'Part of the receipt and of the key of what was allowed; the rest goes into a sentence of the core.',
  },
  {
    file: 'modelAccess.ts',
    texts: [
      'Its address begins with http:, and sending logs unencrypted was declined',
      'a model at {}',
      'an editor model',
      'the editor',
      'The editor offers no such language model.',
    ],
    why: 'Goes into sentences of the core, which are English.',
  },
  {
    file: 'prepareRun.ts',
    texts: ['Embedded analyst'],
    why: 'The name under which the core answers.',
  },
  {
    file: 'auditRun.ts',
    texts: ['the open diagnosis'],
    why: 'The place that a finding of the core names.',
  },
  {
    file: 'suggestions/triedLists.ts',
    texts: ['your own list', 'git log', 'Date: {}', 'commit {}'],
    why: 'Places that findings name, which are opened by these names, and text as git writes it.',
  },
  {
    file: 'cases/store.ts',
    why: 'Begins sentences of the core; the rest tells of a mistake in our own code.',
  },
  {
    file: 'compiled.ts',
    texts: ['(function (exports, require, module, __filename, __dirname) {{}\n})'],
    why: 'What Node itself puts around a CommonJS module.',
  },
  {
    file: 'capabilityText.ts',
    texts: ['Responses API', 'Chat Completions'],
    why: 'Names of interfaces.',
  },
  {
    file: 'modelCommands.ts',
    texts: ['OpenAI, Azure, Ollama, llama.cpp, vLLM, LM Studio'],
    why: 'Names of products.',
  },
  {
    file: 'suggestions/constraintSnippet.ts',
    why: 'Goes into a file that the team keeps, beside its keys.',
  },
  {
    file: 'suggestions/triedEntry.ts',
    why: 'Goes into a file that the team keeps, beside its keys.',
  },
];
