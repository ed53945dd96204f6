/** What a tool's file may hold, as the tool's own documentation lists it. */
export interface OptionTable {
  readonly tool: string;
  readonly path: RegExp;
  /** A tree of YAML or JSON, lines of `key = value`, or lines of `key value`. */
  readonly form: 'tree' | 'assigned' | 'words';
  /** Keys that lead to the options in a tree; sections that hold them in lines. */
  readonly within: readonly string[];
  readonly options: readonly string[];
}

const typescript =
  'allowArbitraryExtensions allowImportingTsExtensions allowJs allowSyntheticDefaultImports allowUmdGlobalAccess allowUnreachableCode allowUnusedLabels alwaysStrict assumeChangesOnlyAffectDirectDependencies baseUrl charset checkJs composite customConditions declaration declarationDir declarationMap diagnostics disableReferencedProjectLoad disableSizeLimit disableSolutionSearching disableSourceOfProjectReferenceRedirect downlevelIteration emitBOM emitDeclarationOnly emitDecoratorMetadata erasableSyntaxOnly esModuleInterop exactOptionalPropertyTypes experimentalDecorators explainFiles extendedDiagnostics forceConsistentCasingInFileNames generateCpuProfile generateTrace ignoreDeprecations importHelpers importsNotUsedAsValues incremental inlineSourceMap inlineSources isolatedDeclarations isolatedModules jsx jsxFactory jsxFragmentFactory jsxImportSource keyofStringsOnly lib libReplacement listEmittedFiles listFiles locale mapRoot maxNodeModuleJsDepth module moduleDetection moduleResolution moduleSuffixes newLine noCheck noEmit noEmitHelpers noEmitOnError noErrorTruncation noFallthroughCasesInSwitch noImplicitAny noImplicitOverride noImplicitReturns noImplicitThis noImplicitUseStrict noLib noPropertyAccessFromIndexSignature noResolve noStrictGenericChecks noUncheckedIndexedAccess noUncheckedSideEffectImports noUnusedLocals noUnusedParameters out outDir outFile paths plugins preserveConstEnums preserveSymlinks preserveValueImports preserveWatchOutput pretty reactNamespace removeComments resolveJsonModule resolvePackageJsonExports resolvePackageJsonImports rewriteRelativeImportExtensions rootDir rootDirs skipDefaultLibCheck skipLibCheck sourceMap sourceRoot stableTypeOrdering strict strictBindCallApply strictBuiltinIteratorReturn strictFunctionTypes strictNullChecks strictPropertyInitialization stripInternal suppressExcessPropertyErrors suppressImplicitAnyIndexErrors target traceResolution tsBuildInfoFile typeRoots types useDefineForClassFields useUnknownInCatchVariables verbatimModuleSyntax';

const prettier =
  'arrowParens bracketSameLine bracketSpacing checkIgnorePragma cursorOffset embeddedLanguageFormatting endOfLine experimentalOperatorPosition experimentalTernaries filepath htmlWhitespaceSensitivity insertPragma jsxBracketSameLine jsxSingleQuote objectWrap overrides parser plugins pluginSearchDirs printWidth proseWrap quoteProps rangeEnd rangeStart requirePragma semi singleAttributePerLine singleQuote tabWidth trailingComma useTabs vueIndentScriptAndStyle';

const jest =
  'automock bail cacheDirectory ci clearMocks collectCoverage collectCoverageFrom collectCoverageOnlyFrom coverageDirectory coveragePathIgnorePatterns coverageProvider coverageReporters coverageThreshold dependencyExtractor detectLeaks detectOpenHandles displayName errorOnDeprecated extensionsToTreatAsEsm extraGlobals fakeTimers filter forceCoverageMatch forceExit globals globalSetup globalTeardown globalsCleanup haste id injectGlobals json lastCommit listTests logHeapUsage maxConcurrency maxWorkers moduleDirectories moduleFileExtensions moduleLoader moduleNameMapper modulePathIgnorePatterns modulePaths name noStackTrace nonFlagArgs notify notifyMode onlyChanged onlyFailures openHandlesTimeout outputFile passWithNoTests preset prettierPath projects randomize replname reporters resetMocks resetModules resolver restoreMocks rootDir roots runInBand runTestsByPath runner runtime sandboxInjectedGlobals setupFiles setupFilesAfterEnv silent skipFilter skipNodeResolution slowTestThreshold snapshotFormat snapshotResolver snapshotSerializers testEnvironment testEnvironmentOptions testFailureExitCode testLocationInResults testMatch testNamePattern testPathIgnorePatterns testPathPattern testPathPatterns testRegex testResultsProcessor testRunner testSequencer testTimeout testURL timers transform transformIgnorePatterns unmockedModulePathPatterns updateSnapshot useStderr verbose waitForUnhandledRejections watch watchAll watchPathIgnorePatterns watchPlugins watchman workerIdleMemoryLimit workerThreads';

const mypy =
  'allow_any_generics allow_empty_bodies allow_redefinition allow_redefinition_new allow_untyped_globals always_false always_true bazel cache_dir cache_fine_grained cache_map check_untyped_defs color_output custom_typeshed_dir custom_typing_module deprecated_calls_exclude disable_bytearray_promotion disable_error_code disable_memoryview_promotion disallow_any_decorated disallow_any_explicit disallow_any_expr disallow_any_generics disallow_any_unimported disallow_incomplete_defs disallow_subclassing_any disallow_untyped_calls disallow_untyped_decorators disallow_untyped_defs dump_deps dump_graph enable_error_code enable_incomplete_feature error_summary exclude exclude_gitignore explicit_package_bases extra_checks files fixed_format_cache fine_grained_incremental follow_imports follow_imports_for_stubs follow_untyped_imports force_union_syntax force_uppercase_builtins hide_error_codes html_report ignore_errors ignore_missing_imports implicit_optional implicit_reexport incremental install_types junit_format junit_xml linecount_report lineprecision_report linecoverage_report local_partial_types logical_deps many_errors_threshold modules mypy_path namespace_packages native_parser no_implicit_optional no_implicit_reexport no_silence_site_packages no_site_packages non_interactive num_workers old_type_inference packages pdb platform plugins pretty python_executable python_version raise_exceptions report_deprecated_as_note scripts_are_modules show_absolute_path show_column_numbers show_error_code_links show_error_codes show_error_context show_error_end show_none_errors show_traceback skip_cache_mtime_checks skip_version_check sqlite_cache strict strict_bytes strict_concatenate strict_equality strict_equality_for_none strict_optional test_env txt_report untyped_calls_exclude use_builtins_fixtures verbosity warn_incomplete_stub warn_no_return warn_redundant_casts warn_return_any warn_unreachable warn_unused_configs warn_unused_ignores xml_report xslt_html_report xslt_txt_report any_exprs_report cobertura_xml_report';

const redis =
  'acl-pubsub-default aclfile acllog-max-len active-defrag-cycle-max active-defrag-cycle-min active-defrag-ignore-bytes active-defrag-max-scan-fields active-defrag-threshold-lower active-defrag-threshold-upper active-expire-effort activedefrag activerehashing always-show-logo aof-disable-auto-gc aof-load-truncated aof-rewrite-cpulist aof-rewrite-incremental-fsync aof-timestamp-enabled aof-use-rdb-preamble appenddirname appendfilename appendfsync appendonly auto-aof-rewrite-min-size auto-aof-rewrite-percentage bgsave-cpulist bind bind-source-addr bio-cpulist busy-reply-threshold client-output-buffer-limit client-query-buffer-limit cluster-allow-pubsubshard-when-down cluster-allow-reads-when-down cluster-allow-replica-migration cluster-announce-bus-port cluster-announce-hostname cluster-announce-human-nodename cluster-announce-ip cluster-announce-port cluster-announce-tls-port cluster-config-file cluster-enabled cluster-link-sendbuf-limit cluster-migration-barrier cluster-node-timeout cluster-port cluster-preferred-endpoint-type cluster-replica-no-failover cluster-replica-validity-factor cluster-require-full-coverage cluster-slave-no-failover cluster-slave-validity-factor crash-log-enabled crash-memcheck-enabled daemonize databases dbfilename dir disable-thp dynamic-hz enable-debug-command enable-module-command enable-protected-configs hash-max-listpack-entries hash-max-listpack-value hash-max-ziplist-entries hash-max-ziplist-value hide-user-data-from-log hll-sparse-max-bytes hz ignore-warnings include io-threads io-threads-do-reads jemalloc-bg-thread key-load-delay latency-monitor-threshold latency-tracking latency-tracking-info-percentiles lazyfree-lazy-eviction lazyfree-lazy-expire lazyfree-lazy-server-del lazyfree-lazy-user-del lazyfree-lazy-user-flush lfu-decay-time lfu-log-factor list-compress-depth list-max-listpack-size list-max-ziplist-size loadmodule locale-collate logfile loglevel lua-time-limit masterauth masteruser max-new-connections-per-cycle max-new-tls-connections-per-cycle maxclients maxmemory maxmemory-clients maxmemory-eviction-tenacity maxmemory-policy maxmemory-samples min-replicas-max-lag min-replicas-to-write min-slaves-max-lag min-slaves-to-write no-appendfsync-on-rewrite notify-keyspace-events oom-score-adj oom-score-adj-values pidfile port proc-title-template propagation-error-behavior protected-mode proto-max-bulk-len rdb-del-sync-files rdb-key-save-delay rdb-save-incremental-fsync rdbchecksum rdbcompression rename-command repl-backlog-size repl-backlog-ttl repl-disable-tcp-nodelay repl-diskless-load repl-diskless-sync repl-diskless-sync-delay repl-diskless-sync-max-replicas repl-diskless-sync-period repl-ping-replica-period repl-ping-slave-period repl-timeout replica-announce-ip replica-announce-port replica-announced replica-full-sync-buffer-limit replica-ignore-disk-write-errors replica-ignore-maxmemory replica-lazy-flush replica-priority replica-read-only replica-serve-stale-data replicaof replicate-only requirepass sanitize-dump-payload save server-cpulist server_cpulist set-max-intset-entries set-max-listpack-entries set-max-listpack-value set-proc-title shutdown-on-sigint shutdown-on-sigterm shutdown-timeout slave-read-only slave-serve-stale-data slave-priority slaveof slowlog-log-slower-than slowlog-max-len socket-mark-id stop-writes-on-bgsave-error stream-node-max-bytes stream-node-max-entries supervised syslog-enabled syslog-facility syslog-ident tcp-backlog tcp-keepalive timeout tls-auth-clients tls-ca-cert-dir tls-ca-cert-file tls-cert-file tls-ciphers tls-ciphersuites tls-client-cert-file tls-client-key-file tls-client-key-file-pass tls-cluster tls-dh-params-file tls-key-file tls-key-file-pass tls-port tls-prefer-server-ciphers tls-protocols tls-replication tls-session-cache-size tls-session-cache-timeout tls-session-caching tracking-table-max-keys unixsocket unixsocketgroup unixsocketperm user zset-max-listpack-entries zset-max-listpack-value zset-max-ziplist-entries zset-max-ziplist-value';

/** Files of dependabot: `updates` is a list, so only its outermost keys are read. */
const dependabot = 'version updates registries enable-beta-ecosystems multi-ecosystem-groups';

const split = (words: string): readonly string[] => words.split(' ');

export const optionTables: readonly OptionTable[] = [
  {
    tool: 'TypeScript',
    path: /(?:^|\/)(?:ts|js)config[\w.-]*\.json$/,
    form: 'tree',
    within: ['compilerOptions'],
    options: split(typescript),
  },
  {
    tool: 'Prettier',
    path: /(?:^|\/)\.prettierrc(?:\.(?:json|ya?ml))?$/,
    form: 'tree',
    within: [],
    options: split(prettier),
  },
  {
    tool: 'Prettier',
    path: /(?:^|\/)package\.json$/,
    form: 'tree',
    within: ['prettier'],
    options: split(prettier),
  },
  {
    tool: 'Jest',
    path: /(?:^|\/)jest\.config\.json$/,
    form: 'tree',
    within: [],
    options: split(jest),
  },
  {
    tool: 'Jest',
    path: /(?:^|\/)package\.json$/,
    form: 'tree',
    within: ['jest'],
    options: split(jest),
  },
  {
    tool: 'mypy',
    path: /(?:^|\/)(?:\.?mypy\.ini|setup\.cfg)$/,
    form: 'assigned',
    within: ['mypy'],
    options: split(mypy),
  },
  {
    tool: 'mypy',
    path: /(?:^|\/)pyproject\.toml$/,
    form: 'assigned',
    within: ['tool.mypy'],
    options: split(mypy),
  },
  {
    tool: 'Redis',
    path: /(?:^|\/)redis[\w.-]*\.conf$/,
    form: 'words',
    within: [],
    options: split(redis),
  },
  {
    tool: 'Dependabot',
    path: /(?:^|\/)\.github\/dependabot\.ya?ml$/,
    form: 'tree',
    within: [],
    options: split(dependabot),
  },
];
