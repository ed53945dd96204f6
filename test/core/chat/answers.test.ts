import assert from 'node:assert/strict';
import { ask, type Logs, notes, rows, shop, statements, told } from './asking.ts';
import { tracedLogs } from './shopLogs.ts';

/** A question, the first sentence of fact with the lines it cites, and rows of the first table. */
type Row = readonly [question: string, first: string, rows?: readonly string[]];

/** The numbers follow from the loops that write the logs. */
const ofShop: readonly Row[] = [
  [
    'how many timeouts between 14:00 and 14:10?',
    'There are 27 records that hold “timeouts” from 14:00:00 until before 14:10:00. [checkout.log:162, checkout.log:318]',
  ],
  [
    'How many timeouts were there from 14:00 to 14:10?',
    'There are 27 records that hold “timeouts” from 14:00:00 until before 14:10:00. [checkout.log:162, checkout.log:318]',
  ],
  [
    'number of timeouts in 14:00-14:10',
    'There are 27 records that hold “timeouts” from 14:00:00 until before 14:10:00. [checkout.log:162, checkout.log:318]',
  ],
  [
    'count the errors after 14:15',
    'There are 35 records at level error or worse from 14:15:00 on. [checkout.log:444, checkout.log:558]',
  ],
  [
    'how many errors are there?',
    'There are 119 records at level error or worse. [database.log:14, checkout.log:558]',
  ],
  [
    'how many warnings before 14:05?',
    'There are 7 records at level warning before 14:05:00. [checkout.log:165, checkout.log:201]',
  ],
  [
    'How many 503s were there after 14:05?',
    'There are 45 records with status 503 from 14:05:00 on. [gateway.log:91, gateway.log:179]',
  ],
  [
    'how many requests failed with 503?',
    'There are 50 records with status 503. [gateway.log:81, gateway.log:179]',
  ],
  [
    'how many 5xx responses at 14:04?',
    'There are 3 records with status 5xx from 14:04:00 until before 14:05:00. [gateway.log:85, gateway.log:89]',
  ],
  [
    'how many records mention "Placed"?',
    'There are 293 records that hold “Placed”. [checkout.log:2, checkout.log:563]',
  ],
  [
    'how many times was the connection refused?',
    'There are 0 records that hold “connection refused”.',
  ],
  [
    'how many fatal errors?',
    'There are 2 records at level fatal. [database.log:14, database.log:15]',
  ],
  [
    'how many retries of checkout after 14:10?',
    'There are 40 records that hold “retries” and “checkout” from 14:10:00 on. [checkout.log:327, checkout.log:561]',
  ],
  [
    'how many exceptions?',
    'There are 67 records that hold “exceptions”. [checkout.log:162, checkout.log:558]',
  ],
  [
    'how many records are there?',
    'There are 761 lines, 624 records and 3 files; they go over 29 minutes 55 seconds, beginning at 13:50:00 and ending at 14:19:55. [checkout.log:1, database.log:1]',
  ],
  [
    'how many errors in gateway.log?',
    'There are 50 records at level error or worse in gateway.log. [gateway.log:81, gateway.log:179]',
  ],
  [
    'how many orders were placed in the first 5 minutes?',
    'There are 60 records that hold “orders” and “placed” before 13:55:00. [checkout.log:2, checkout.log:61]',
  ],
  [
    'how many timeouts in the last 10 minutes?',
    'There are 40 records that hold “timeouts” from 14:09:55 on. [checkout.log:324, checkout.log:558]',
  ],
  [
    'how many timeouts around 14:05?',
    'There are 19 records that hold “timeouts” from 14:03:00 until before 14:08:00. [checkout.log:162, checkout.log:270]',
  ],
  [
    'how many timeouts at 2:05 pm?',
    'There are 4 records that hold “timeouts” from 14:05:00 until before 14:06:00. [checkout.log:204, checkout.log:222]',
  ],
  [
    'how many errors on 2026-03-01?',
    'There are 119 records at level error or worse from 2026-03-01 00:00:00 until before 2026-03-02 00:00:00. [database.log:14, checkout.log:558]',
  ],
  [
    'how many errors on 2026-03-02?',
    'There are 0 records at level error or worse from 2026-03-02 00:00:00 until before 2026-03-03 00:00:00.',
  ],
  [
    'when did the first timeout come?',
    'The first record that holds “timeout” is line 162 of checkout.log at 14:03:15. [checkout.log:162]',
  ],
  [
    'When was the first error?',
    'The first record at level error or worse is line 14 of database.log at 14:03:05. [database.log:14]',
  ],
  [
    'since when are there timeouts?',
    'The first record that holds “timeouts” is line 162 of checkout.log at 14:03:15. [checkout.log:162]',
  ],
  [
    'when did the errors start?',
    'The first record at level error or worse is line 14 of database.log at 14:03:05. [database.log:14]',
  ],
  [
    'what was the last checkpoint?',
    'The last record that holds “checkpoint” is line 13 of database.log at 14:02:00. [database.log:13]',
  ],
  [
    'when did checkpoints stop?',
    'The last record that holds “checkpoints” is line 13 of database.log at 14:02:00. [database.log:13]',
  ],
  [
    'what is the latest 503?',
    'The last record that holds “503” is line 179 of gateway.log at 14:19:40. [gateway.log:179]',
  ],
  [
    'show me the first 3 timeouts',
    'The first record that holds “timeouts” is line 162 of checkout.log at 14:03:15. [checkout.log:162]',
    [
      '14:03:15 | checkout.log:162 | Timeout after 3000 ms waiting for a connection, order-1159 trace=abc09ff0',
      '14:03:30 | checkout.log:168 | Timeout after 3000 ms waiting for a connection, order-1162 trace=abc0a2f0',
      '14:03:45 | checkout.log:174 | Timeout after 3000 ms waiting for a connection, order-1165 trace=abc0a5f0',
    ],
  ],
  [
    'when did it start?',
    'The first record at level error or worse is line 14 of database.log at 14:03:05. [database.log:14]',
  ],
  [
    'when was the peak of errors?',
    'The busiest minute begins at 14:10:00: 8 records a minute (records at level error or worse). [checkout.log:324]',
  ],
  [
    'busiest minute',
    'The busiest minute begins at 14:10:00: 23 records a minute. [checkout.log:324]',
  ],
  [
    'which minute had most timeouts?',
    'The busiest minute begins at 14:04:00: 4 records a minute (records that hold “timeouts”). [checkout.log:180]',
    ['14:03:00 | 3', '14:04:00 | 4', '14:05:00 | 4'],
  ],
  [
    'how often do timeouts come per minute?',
    'On average it is 2.2 records a minute over 29 minutes 55 seconds: 67 records that hold “timeouts”. [checkout.log:162, checkout.log:558]',
  ],
  [
    'what is the error rate per hour?',
    'On average it is 239 records an hour over 29 minutes 55 seconds: 119 records at level error or worse. [database.log:14, checkout.log:558]',
  ],
  [
    'rate of checkpoints per minute before 14:03',
    'On average it is 1 record a minute over 13 minutes: 13 records that hold “checkpoints” before 14:03:00. [database.log:1, database.log:13]',
  ],
  [
    'which files have errors?',
    '3 files are named by 119 of 119 records at level error or worse; most often checkout.log, by 67 records. [checkout.log:162]',
    ['checkout.log | 67', 'gateway.log | 50', 'database.log | 2'],
  ],
  [
    'which services log errors?',
    '1 logger is named by 67 of 119 records at level error or worse; most often c.shop.checkout.Pool, by 67 records. [checkout.log:162]',
    ['c.shop.checkout.Pool | 67'],
  ],
  [
    'which loggers write warnings?',
    '1 logger is named by 67 of 67 records at level warning; most often c.shop.checkout.Cart, by 67 records. [checkout.log:165]',
    ['c.shop.checkout.Cart | 67'],
  ],
  [
    'which thread logs most errors?',
    '4 threads are named by 67 of 119 records at level error or worse; most often http-1, by 17 records. [checkout.log:174]',
    ['http-1 | 17', 'http-2 | 17', 'http-3 | 17'],
  ],
  [
    'which status codes are there?',
    '2 statuses are named by 180 of 624 records; most often 200, by 130 records. [gateway.log:1]',
    ['200 | 130', '503 | 50'],
  ],
  [
    'which hosts are there?',
    '3 loggers are named by 429 of 624 records; most often c.shop.checkout.Cart, by 360 records. [checkout.log:2]',
    ['c.shop.checkout.Cart | 360', 'c.shop.checkout.Pool | 67', 'c.shop.checkout.App | 2'],
  ],
  [
    'what errors are there?',
    '119 records at level error or worse are of 3 kinds; the commonest comes 67 times. [checkout.log:162]',
    [
      '67 | error | checkout.log:162 | Timeout after <*> ms waiting for a connection, order-<*> trace=<*>',
      '50 | error | gateway.log:81 | "GET <*>" 5xx <*> "-" "curl/<*>"',
      '2 | fatal | database.log:14 | remaining connection slots are reserved',
    ],
  ],
  [
    'top 2 messages',
    '624 records are of 9 kinds; the commonest comes 293 times. [checkout.log:2]',
    [
      '293 | info | checkout.log:2 | Placed order-<*> in <*> ms trace=<*>',
      '130 | info | gateway.log:1 | "GET <*>" 2xx <*> "-" "curl/<*>"',
    ],
  ],
  [
    'what kinds of messages are there in database.log?',
    '15 records in database.log are of 2 kinds; the commonest comes 13 times. [database.log:1]',
    [
      '13 | info | database.log:1 | checkpoint complete: wrote <*> buffers; write=<*> s',
      '2 | fatal | database.log:14 | remaining connection slots are reserved',
    ],
  ],
  [
    'what does database.log say?',
    '15 records in database.log are of 2 kinds; the commonest comes 13 times. [database.log:1]',
  ],
  [
    'how many records of each level?',
    'Of 624 records: 2 fatal, 117 error, 67 warn, 438 info. [database.log:14, checkout.log:162, checkout.log:165]',
  ],
  [
    'errors by level after 14:10',
    'Of 221 records from 14:10:00 on: 1 fatal, 70 error, 40 warn, 110 info. [database.log:15, checkout.log:324, checkout.log:327]',
    ['fatal | 1', 'error | 70', 'warn | 40'],
  ],
  [
    'what happened between 14:03 and 14:04?',
    'There are 22 records from 14:03:00 until before 14:04:00, of 6 kinds. [checkout.log:159, checkout.log:179]',
  ],
  [
    'what happened around 14:01:30?',
    'There are 23 records from 14:01:00 until before 14:02:01, of 4 kinds. [checkout.log:134, gateway.log:73]',
  ],
  [
    'what happened before 13:51?',
    'There are 20 records before 13:51:00, of 4 kinds. [checkout.log:1, checkout.log:13]',
  ],
  [
    'what changed before 14:03?',
    'In line 140 of checkout.log at 14:01:30, it says “Deployed version 2.4.0 with pool.max=5”. [checkout.log:140]',
    [
      '14:01:30 | checkout.log:140 | Deployed version 2.4.0 with pool.max=5',
      '13:50:00 | checkout.log:1 | Starting version 2.3.0',
    ],
  ],
  [
    'what changed in the last 20 minutes?',
    'In line 140 of checkout.log at 14:01:30, it says “Deployed version 2.4.0 with pool.max=5”. [checkout.log:140]',
  ],
  [
    'what is different since 14:03?',
    '“Timeout after 3000 ms waiting for a connection, order-1162 trace=abc0a2f0”: 4 a minute from 14:03:30, 0.07 a minute before. [checkout.log:168]',
  ],
  [
    'what changed?',
    'In line 140 of checkout.log at 14:01:30, it says “Deployed version 2.4.0 with pool.max=5”. [checkout.log:140]',
  ],
  [
    'what is new since 14:03?',
    'There are 4 new kinds of message among the 375 records from 14:03:00 on. [database.log:14, checkout.log:162, gateway.log:81]',
    [
      '2 | fatal | database.log:14 | remaining connection slots are reserved',
      '67 | error | checkout.log:162 | Timeout after <*> ms waiting for a connection, order-<*> trace=<*>',
      '50 | error | gateway.log:81 | "GET <*>" 5xx <*> "-" "curl/<*>"',
    ],
  ],
  [
    'are there any new errors after 14:10?',
    'There are 0 new kinds of message among the 71 records at level error or worse from 14:10:00 on.',
  ],
  [
    'what stopped after 14:03?',
    'A kind of message that came 13 times comes last in line 13 of database.log at 14:02:00. [database.log:13]',
    ['13 | info | database.log:13 | checkpoint complete: wrote <*> buffers; write=<*> s'],
  ],
  [
    'were there any gaps?',
    'In one log, the longest stretch without records is 6 minutes 55 seconds, after line 14 of database.log at 14:03:05, until line 15 of database.log at 14:10:00. [database.log:14, database.log:15]',
  ],
  [
    'longest gap in checkout.log',
    'In one log, the longest stretch without records in checkout.log is 5 seconds, after line 2 of checkout.log at 13:50:00, until line 3 of checkout.log at 13:50:05. [checkout.log:2, checkout.log:3]',
  ],
  [
    'what took longest?',
    'The longest time is “3000 ms”, in line 162 of checkout.log at 14:03:15. [checkout.log:162]',
  ],
  [
    'slowest placed order',
    'The longest time is “69 ms”, in line 51 of checkout.log at 13:54:05. [checkout.log:51]',
  ],
  [
    'fastest order',
    'The shortest time is “20 ms”, in line 2 of checkout.log at 13:50:00. [checkout.log:2]',
  ],
  ['median time of Placed', 'The middle value is 44 ms, of 293 values. [checkout.log:51]'],
  [
    'p95 of Placed',
    'The value that 95 in 100 do not exceed is 67 ms, of 293 values. [checkout.log:51]',
  ],
  ['average duration of Placed', 'The mean is 43.8 ms, of 293 values. [checkout.log:51]'],
  [
    'largest number of buffers',
    'The largest buffers is “112 buffers”, in line 13 of database.log at 14:02:00. [database.log:13]',
    [
      '112 buffers | 14:02:00 | database.log:13 | checkpoint complete: wrote 112 buffers; write=0.22 s',
      '111 buffers | 14:01:00 | database.log:12 | checkpoint complete: wrote 111 buffers; write=0.21 s',
      '110 buffers | 14:00:00 | database.log:11 | checkpoint complete: wrote 110 buffers; write=0.20 s',
    ],
  ],
  [
    'lowest buffers',
    'The smallest buffers is “100 buffers”, in line 1 of database.log at 13:50:00. [database.log:1]',
  ],
  [
    'highest "pool.max"',
    'The largest pool.max is “pool.max=5”, in line 140 of checkout.log at 14:01:30. [checkout.log:140]',
  ],
  [
    '3 slowest timeouts',
    'The longest time is “3000 ms”, in line 162 of checkout.log at 14:03:15. [checkout.log:162]',
    [
      '3000 ms | 14:03:15 | checkout.log:162 | Timeout after 3000 ms waiting for a connection, order-1159 trace=abc09ff0',
      '3000 ms | 14:03:30 | checkout.log:168 | Timeout after 3000 ms waiting for a connection, order-1162 trace=abc0a2f0',
      '3000 ms | 14:03:45 | checkout.log:174 | Timeout after 3000 ms waiting for a connection, order-1165 trace=abc0a5f0',
    ],
  ],
  [
    'follow order-1159',
    '2 records that hold “order-1159” stand in 1 log, over 1 second. [checkout.log:162, checkout.log:165]',
    [
      '14:03:15 | checkout.log:162 | Timeout after 3000 ms waiting for a connection, order-1159 trace=abc09ff0',
      '14:03:16 | checkout.log:165 | Retrying order-1159',
    ],
  ],
  ['trace abc09ff0', '1 record that holds “abc09ff0” stands in 1 log. [checkout.log:162]'],
  [
    'what happened to request order-1162?',
    '2 records that hold “order-1162” stand in 1 log, over 1 second. [checkout.log:168, checkout.log:171]',
  ],
  [
    'show lines like line 162 of checkout.log',
    '67 records are of this kind. [checkout.log:162, checkout.log:558]',
  ],
  [
    'lines similar to line 2 of gateway.log',
    '130 records are of this kind. [gateway.log:1, gateway.log:180]',
  ],
  [
    'explain line 14 of database.log',
    'This kind of message comes 2 times in these logs. [database.log:14]',
  ],
  ['show fatal lines', 'There are 2 records at level fatal. [database.log:14, database.log:15]'],
  ['list the deployments', 'There is 1 record that holds “deployments”. [checkout.log:140]'],
  ['find order-1100', 'There is 1 record that holds “order-1100”. [checkout.log:102]'],
  ['is there anything about redis?', 'No: there are 0 records that hold “redis”.'],
  [
    'did checkout retry anything?',
    'Yes: there are 67 records that hold “retry” and “checkout”. [checkout.log:165, checkout.log:561]',
  ],
  [
    'are there any fatal errors?',
    'Yes: there are 2 records at level fatal. [database.log:14, database.log:15]',
  ],
  ['was there a deployment?', 'Yes: there is 1 record that holds “deployment”. [checkout.log:140]'],
  ['do we have 404s?', 'No: there are 0 records with status 404.'],
  [
    'how long do the logs go?',
    'There are 761 lines, 624 records and 3 files; they go over 29 minutes 55 seconds, beginning at 13:50:00 and ending at 14:19:55. [checkout.log:1, database.log:1]',
  ],
  [
    'how many lines are in the logs?',
    'There are 761 lines, 624 records and 3 files; they go over 29 minutes 55 seconds, beginning at 13:50:00 and ending at 14:19:55. [checkout.log:1, database.log:1]',
    [
      'checkout.log | 564 | 429 | log4j | 13:50:00 | 14:19:55',
      'database.log | 16 | 15 | postgresql | 13:50:00 | 14:10:00',
      'gateway.log | 181 | 180 | access | 13:50:00 | 14:19:50',
    ],
  ],
  [
    'what time range do the logs cover?',
    'There are 761 lines, 624 records and 3 files; they go over 29 minutes 55 seconds, beginning at 13:50:00 and ending at 14:19:55. [checkout.log:1, database.log:1]',
  ],
];

const ofTraces: readonly Row[] = [
  [
    'how many errors between 09:00 and 09:01?',
    'There are 3 records at level error or worse from 09:00:00 until before 09:01:00. [stock.json:10, stock.json:30]',
  ],
  [
    'which services log errors?',
    '1 service is named by 10 of 10 records at level error or worse; most often stock, by 10 records. [stock.json:10]',
    ['stock | 10'],
  ],
  [
    'which hosts have errors?',
    '1 host is named by 10 of 10 records at level error or worse; most often node-2, by 10 records. [stock.json:10]',
    ['node-2 | 10'],
  ],
  [
    'what took longest?',
    'The longest time is “duration_ms=4200”, in line 38 of web.json at 09:01:14. [web.json:38]',
  ],
  [
    'slowest request',
    'The longest time is “duration_ms=4200”, in line 38 of web.json at 09:01:14. [web.json:38]',
  ],
  [
    'follow 4bf92f3577b34da6a3ce929d0e0e1025',
    '2 records that hold “4bf92f3577b34da6a3ce929d0e0e1025” stand in 2 logs, over 1 second. [web.json:38, stock.json:38]',
    [
      '09:01:14 | web.json:38 | GET /items/37 answered, duration_ms=4200',
      '09:01:15 | stock.json:38 | read item 37',
    ],
  ],
  ['how many records of stock?', 'There are 100 records of stock. [stock.json:1, stock.json:100]'],
  [
    'first error',
    'The first record at level error or worse is line 10 of stock.json at 09:00:19. [stock.json:10]',
  ],
  [
    'how many records on node-2?',
    'There are 10 records of node-2. [stock.json:10, stock.json:100]',
  ],
  [
    'how many connections were refused after 09:02?',
    'There are 4 records that hold “connections were refused” from 09:02:00 on. [stock.json:70, stock.json:100]',
  ],
  ['p95 duration', 'The value that 95 in 100 do not exceed is 49, of 100 values. [web.json:38]'],
  [
    'what services are there?',
    '2 services are named by 200 of 200 records; most often stock, by 100 records. [stock.json:1]',
  ],
  [
    'when was the last error of stock?',
    'The last record at level error or worse of stock is line 100 of stock.json at 09:03:19. [stock.json:100]',
  ],
  [
    'errors per minute',
    'On average it is 3 records a minute over 3 minutes 19 seconds: 10 records at level error or worse. [stock.json:10, stock.json:100]',
  ],
  [
    'gaps in web.json',
    'In one log, the longest stretch without records in web.json is 2 seconds, after line 1 of web.json at 09:00:00, until line 2 of web.json at 09:00:02. [web.json:1, web.json:2]',
  ],
];

const traced: Logs = { 'web.json': tracedLogs().web, 'stock.json': tracedLogs().stock };

suite('the engine answers about logs', () => {
  const tables: readonly (readonly [string, Logs, readonly Row[]])[] = [
    ['a shop', shop, ofShop],
    ['traces in another zone', traced, ofTraces],
  ];
  for (const [name, logs, table] of tables) {
    for (const [question, first, firstRows] of table) {
      test(`${name}: ${question}`, async () => {
        const answer = await ask(question, logs);
        const facts = statements(answer);
        assert.equal(told(facts[0] ?? assert.fail(notes(answer))), first);
        if (firstRows) assert.deepEqual(rows(answer).slice(0, 3), firstRows);
        assert.deepEqual(
          facts.filter(({ verdict }) => verdict.kind !== 'supported').map(({ text }) => text),
          [],
        );
      });
    }
  }
});
