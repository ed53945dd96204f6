import assert from 'node:assert/strict';
import fc from 'fast-check';
import { logStatementsIn } from '../../../src/core/source/logStatements.ts';

/** Name, file, source, and each statement as `line does: parts`. */
const sources: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'slf4j with brackets for values',
    'a/CartStore.java',
    'class A {\n  void save() {\n    log.error("Saving cart {} failed after {} tries", id, n, e);\n  }\n}',
    ['3 prints: Saving cart | failed after | tries'],
  ],
  [
    'texts that are joined over several lines',
    'A.java',
    'LOGGER.warn("Connection to " + host\n    + " was lost, "\n    + "trying again");',
    ['1-3 prints: Connection to | was lost, trying again'],
  ],
  [
    'String.format inside the call, and a marker before it',
    'A.java',
    'log.error(MARKER, String.format("No price for %s in %d", item, year));',
    ['1 prints: No price for | in'],
  ],
  [
    'the fluent interface of slf4j and java.util.logging',
    'A.java',
    'logger.atInfo().log("Cache is warm now");\nlogger.log(Level.SEVERE, "Pool is empty: {0}", name);',
    ['1 prints: Cache is warm now', '2 prints: Pool is empty:'],
  ],
  [
    'an exception that is thrown',
    'A.java',
    'throw new IllegalStateException("Order " + id + " was paid twice");',
    ['1 raises: Order | was paid twice'],
  ],
  [
    'Android, whose first text may be a tag',
    'A.java',
    'Log.e(TAG, "Sensor is not there");',
    ['1 prints: Sensor is not there'],
  ],
  [
    'Kotlin with a block and values in the text',
    'A.kt',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source of another program
    'logger.info { "Started $name in ${clock.millis()} ms" }',
    ['1 prints: Started | in | ms'],
  ],
  ['Scala', 'A.scala', 'logger.warn(s"Slow query on $table")', ['1 prints: Slow query on']],
  [
    'Go: log, slog, zap, logrus, klog, zerolog',
    'main.go',
    [
      'log.Printf("listening on %s:%d", host, port)',
      'slog.Error("upload failed", "err", err)',
      'logger.Error("cannot reach store", zap.String("store", name), zap.Error(err))',
      'logrus.WithError(err).Warnf("retry %d of %d", i, n)',
      'klog.V(2).InfoS("Pod was evicted", "pod", klog.KObj(pod))',
      'klog.ErrorS(err, "Failed to sync pod")',
      'log.Error().Err(err).Msg("queue is full")',
    ].join('\n'),
    [
      '1 prints: listening on',
      '2 prints: upload failed',
      '3 prints: cannot reach store',
      '4 prints: retry | of',
      '5 prints: Pod was evicted',
      '6 prints: Failed to sync pod',
      '7 prints: queue is full',
    ],
  ],
  [
    'errors of Go',
    'main.go',
    'return fmt.Errorf("open segment %q: %w", path, err)\nvar ErrGone = errors.New("lease is gone")\npanic("no clock")',
    ['1 raises: open segment', '2 raises: lease is gone', '3 raises: no clock'],
  ],
  [
    'Go texts in back quotes, where a backslash is one',
    'main.go',
    'log.Println(`path C:\\new is missing`)',
    ['1 prints: path C:\\new is missing'],
  ],
  [
    'Python: logging, loguru, f-strings, print',
    'store.py',
    [
      'logger.error("Upload of %s failed: %s", name, error)',
      'logging.warning("Disk %(disk)s is full" % values)',
      'self.log.exception(f"Order {order.id!r} could not be saved")',
      'logger.info("Took {:.2f} s for {}", seconds, name)',
      'print("ready to serve", file=sys.stderr)',
    ].join('\n'),
    [
      '1 prints: Upload of | failed:',
      '2 prints: Disk | is full',
      '3 prints: Order | could not be saved',
      '4 prints: Took | s for',
      '5 prints: ready to serve',
    ],
  ],
  [
    'Python texts that stand beside each other, and an exception',
    'store.py',
    'raise ValueError(\n    "price of "\n    "an item is below zero"\n)',
    ['1-4 raises: price of an item is below zero'],
  ],
  [
    'Node: console, pino with its fields first, winston, template texts',
    'server.ts',
    [
      "console.error('cannot read settings', path);",
      "logger.warn({ err, note: 'not this' }, 'request was aborted');",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: source of another program
      'winston.info(`worker ${worker.process.pid} has ${n > 1 ? "jobs" : "a job"} left`);',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: source of another program
      'throw new Error(`no route for ${path}`);',
    ].join('\n'),
    [
      '1 prints: cannot read settings',
      '2 prints: request was aborted',
      '3 prints: worker | has | left',
      '4 raises: no route for',
    ],
  ],
  [
    'C: printf, syslog, kernel, a function of its own; texts and names joined',
    'a.c',
    [
      'fprintf(stderr, "cannot open %s: %s\\n", path, strerror(errno));',
      'syslog(LOG_ERR, "bad checksum in block %08x", n);',
      'dev_err(&pdev->dev, "firmware is " "missing\\n");',
      'serverLog(LL_WARNING, "Cannot allocate %zu bytes for the client", size);',
      'printk(KERN_ERR PFX "page %lu is bad\\n", page);',
    ].join('\n'),
    [
      '1 prints: cannot open',
      '2 prints: bad checksum in block',
      '3 prints: firmware is missing',
      '4 prints: Cannot allocate | bytes for the client',
      '5 prints: page | is bad',
    ],
  ],
  [
    'C++: spdlog, glog, streams, an exception, a sign that is a quote',
    'a.cpp',
    [
      'spdlog::error("cannot bind port {}", port);',
      'LOG(ERROR) << "replica " << id << " fell behind";',
      'std::cerr << "bad quote " << \'"\' << " in line";',
      'throw std::runtime_error("queue was closed");',
    ].join('\n'),
    [
      '1 prints: cannot bind port',
      '2 prints: replica | fell behind',
      '3 prints: bad quote | in line',
      '4 raises: queue was closed',
    ],
  ],
  [
    'Rust: macros, fields before the message, errors with context',
    'main.rs',
    [
      'error!("lost lease {lease} of {}", owner);',
      'tracing::warn!(target: "store", shard = %id, "compaction is behind");',
      'let f = File::open(p).with_context(|| format!("cannot open segment {}", p.display()))?;',
      'bail!("no leader for {shard}");',
    ].join('\n'),
    [
      '1 prints: lost lease | of',
      '2 prints: compaction is behind',
      '3 raises: cannot open segment',
      '4 raises: no leader for',
    ],
  ],
  [
    '.NET: ILogger, interpolated, verbatim, source-generated, exceptions',
    'Cart.cs',
    [
      '_logger.LogError(ex, "Cart {CartId} could not be saved", id);',
      'Log.Warning($"Queue {name} is long");',
      '[LoggerMessage(Level = LogLevel.Error, Message = "Lease {Id} was lost")]',
      'throw new InvalidOperationException("The basket is empty.");',
    ].join('\n'),
    [
      '1 prints: Cart | could not be saved',
      '2 prints: Queue | is long',
      '3 prints: Lease | was lost',
      '4 raises: The basket is empty.',
    ],
  ],
  [
    'an error that is handed to somebody',
    'a.ts',
    "worker.on('exit', () => fail(new Error('the worker has ended')));",
    ['1 raises: the worker has ended'],
  ],
  [
    'Ruby without brackets, with a block',
    'cart.rb',
    'logger.error "No price for #{item.name}"\nRails.logger.warn { "Cache is cold" }\nraise ArgumentError, "quantity is negative"',
    ['1 prints: No price for', '2 prints: Cache is cold', '3 raises: quantity is negative'],
  ],
  [
    'PHP',
    'Cart.php',
    "$this->logger->error('Payment of order ' . $id . ' was refused');\nLog::warning(\"Stock of $item is low\");\nthrow new RuntimeException('No such coupon');",
    [
      '1 prints: Payment of order | was refused',
      '2 prints: Stock of | is low',
      '3 raises: No such coupon',
    ],
  ],
  [
    'nothing of comments, of calls without a text, and of fields',
    'a.ts',
    "// console.error('old words');\n * logger.info('in a doc comment')\nlogger.info(message);\nconst x = f({ error: 'not printed' });\ncall(); // logger.info('after code')",
    [],
  ],
  ['nothing of files in no language', 'notes.txt', 'log.error("Saving failed")', []],
  [
    'lines as the editor counts them',
    'a.go',
    '\r\n\r\nlog.Print("third line here")\r',
    ['3 prints: third line here'],
  ],
];

suite('logStatementsIn', () => {
  /** Texts on which a reader without bounds would work for minutes. */
  const hostile: readonly (readonly [string, string])[] = [
    ['calls in calls', 'log('.repeat(25_000)],
    ['one line without an end', 'logger.error('.repeat(8000).replaceAll('(', '( ')],
    ['names without an end', 'log'.repeat(35_000)],
    ['quotes that are never closed', 'log("'.repeat(20_000)],
    ['brackets for values that are never closed', `log("${'${'.repeat(30_000)}`],
  ];
  for (const [name, text] of hostile) {
    test(`comes to an end with ${name}`, () => {
      const found = logStatementsIn('a.ts', text);
      assert.ok(found.every(({ parts }) => parts.length > 0));
    });
  }

  test('has parts and lines that lie inside, whatever it is given', () => {
    const words = [
      'log.error(',
      '"',
      "'",
      '`',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: source of another program
      '${a}',
      '%s',
      '{}',
      '\\',
      '\n',
      ' saved ',
      ')',
      '+',
      '//',
      'new Error(',
    ];
    const text = fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom('a.ts', 'a.py', 'a.go', 'a.rb', 'a.cs'), text, (path, parts) => {
        const source = parts.join('');
        const last = source.split(/\r\n|\r|\n/).length;
        for (const { line, endLine } of logStatementsIn(path, source)) {
          assert.ok(
            line >= 1 && line <= endLine && endLine <= last,
            `${line}-${endLine} of ${last}`,
          );
        }
      }),
    );
  });

  for (const [name, path, text, expected] of sources) {
    test(name, () => {
      const told = logStatementsIn(path, text).map(({ line, endLine, parts, does }) => {
        const lines = line === endLine ? `${line}` : `${line}-${endLine}`;
        return `${lines} ${does}: ${parts.map((part) => part.trim()).join(' | ')}`;
      });
      assert.deepEqual(told, expected);
    });
  }
});
