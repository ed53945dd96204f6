import type { Finding, Suggestion } from '../../model/audit.ts';
import { codeOf, isCode } from './codeText.ts';
import { brokenContracts, type Offer, type Use } from './contract.ts';
import { createScopes } from './scopes.ts';
import { readChanged, readSides } from './sides.ts';
import type { Systems, SystemView } from './systems.ts';

/** The name of a queue, a topic or the like where somebody sends to it or listens on it. */
interface Channel {
  readonly name: string;
  readonly by: string;
  readonly file: string;
  readonly line: number;
}

const NAME = `["'\`]([A-Za-z][\\w.:/-]{1,120})["'\`]`;

/** Calls that send or listen, with the name as their first text. */
const named: readonly RegExp[] = [
  new RegExp(
    `\\b(?:publish|subscribe|sendToQueue|assertQueue|assertExchange|consume|checkQueue|bindQueue|queue_declare|basic_publish|basic_consume|exchange_declare|queueDeclare|basicPublish|basicConsume|convertAndSend|receiveAndConvert|QueueDeclare|QueueBind|ExchangeDeclare|Publish|Subscribe|QueueSubscribe|PublishAsync|SubscribeAsync|send_message|xadd|xread|lpush|rpush|brpop|blpop|XAdd|LPush|BRPop|Enqueue|enqueue|add_task|createQueue|Queue|Topic|Worker|KafkaConsumer|KafkaTemplate|ProducerRecord|newProducer|send|produce)\\(\\s*(?:new\\s+\\w+(?:<[^<>]*>)?\\(\\s*)?${NAME}`,
    'g',
  ),
  new RegExp(
    `\\b(?:topic|topics|queue|queues|queue_name|queueName|exchange|exchange_name|routing_key|routingKey|subject|channel|stream|destination)\\s*[:=]\\s*(?:\\[\\s*|\\{\\s*|List\\.of\\(\\s*)?${NAME}`,
    'gi',
  ),
  new RegExp(
    `@(?:KafkaListener|RabbitListener|JmsListener|SqsListener|StreamListener|Incoming|Outgoing|EventPattern|MessagePattern|Processor|Process|OnEvent)\\([^)\\n]{0,60}?${NAME}`,
    'g',
  ),
];

/** What sounds like a call that sends, and is none: events of pages, streams of bytes. */
const notChannels =
  /^(utf-?8|json|text|error|data|end|close|message|open|connect|disconnect|exit|finish|ready|change|click|binary|hex|base64|true|false|GET|POST|direct|fanout|topic|headers|ok|OK)$|^\/|^https?:/;

function channelsIn(path: string, text: string): readonly Omit<Channel, 'by'>[] {
  if (!isCode(path)) return [];
  return codeOf(path, text)
    .split('\n')
    .flatMap((line, index) =>
      line.length > 2_000
        ? []
        : named.flatMap((pattern) =>
            [...line.matchAll(pattern)].flatMap(([, name = '']) =>
              notChannels.test(name) ? [] : [{ name, file: path, line: index + 1 }],
            ),
          ),
    );
}

const channelKey =
  /(^|_)(TOPICS?|QUEUES?|QUEUE_NAME|TOPIC_NAME|EXCHANGE|ROUTING_KEY|SUBJECT|STREAM|CHANNEL)(_NAME)?$/i;

/** Queues and topics that one side no longer uses by the name under which others do. */
export function brokenMessages(systems: Systems, suggestion: Suggestion): readonly Finding[] {
  const gone = goneNames(systems, suggestion);
  if (gone.length === 0) return [];
  const written = readSides(systems, (path, text) =>
    gone.some((name) => text.includes(name)) || suggestion.files.some((file) => file.path === path)
      ? channelsIn(path, text)
      : [],
  );
  const before = channelsOf(written.before, systems.before);
  const after = channelsOf(written.after, systems.after);
  const now = new Set(after.map(({ by, name }) => `${by} ${name}`));
  const left = before.filter(({ by, name }) => !now.has(`${by} ${name}`));
  // Somebody who is still there, and uses another name than the others.
  const sides = new Set(after.map(({ by }) => by));
  const lost = left.filter(({ by }) => sides.has(by));
  const uses = lost.flatMap((channel) =>
    after
      .filter(({ by, name }) => name === channel.name && by !== channel.by)
      .map((other): Use => ({ ...other, key: keyOf(channel) })),
  );
  const fresh = after.filter(
    ({ by, name }) => !before.some((one) => one.by === by && one.name === name),
  );
  return brokenContracts(
    {
      offers: { before: lost.map(offerOf), after: fresh.map(offerOf) },
      uses: { before: [], after: uses },
      verb: ['uses', 'use'],
      advice: 'Both ends must use one name: change them together.',
      scopeOf: createScopes(systems),
    },
    suggestion,
  );
}

/** Names that a changed file or a manifest no longer has. */
function goneNames(systems: Systems, suggestion: Suggestion): readonly string[] {
  const changed = readChanged(systems, suggestion, channelsIn);
  const set = ({ settings }: SystemView): readonly string[] =>
    settings
      .filter(({ key }) => channelKey.test(key))
      .map(({ service, value }) => `${service} ${value}`);
  const [names, settings] = [changed.after.map(({ name }) => name), new Set(set(systems.after))];
  return [
    ...changed.before.map(({ name }) => name).filter((name) => !names.includes(name)),
    ...set(systems.before)
      .filter((one) => !settings.has(one))
      .map((one) => one.split(' ').slice(1).join(' ')),
  ].filter((name) => name !== '');
}

const keyOf = ({ by, name }: Channel): string => `${by} ${name}`;

function channelsOf(written: readonly Omit<Channel, 'by'>[], view: SystemView): readonly Channel[] {
  const settings = view.settings
    .filter(({ key, value }) => channelKey.test(key) && value !== '' && !value.includes('${'))
    .map(({ service, value, file, line }) => ({ name: value, by: service, file, line }));
  return [
    ...written.map((channel) => ({ ...channel, by: view.ownerOf(channel.file) ?? channel.file })),
    ...settings,
  ];
}

function offerOf(channel: Channel): Offer {
  const { by, name, file, line } = channel;
  return {
    key: keyOf(channel),
    group: `channels ${by} ${file}`,
    what: `Queue or topic ${name} of ${by}`,
    subject: name,
    file,
    line,
  };
}
