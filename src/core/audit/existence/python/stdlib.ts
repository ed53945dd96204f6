import python from '../known/python.json' with { type: 'json' };

const modules: Readonly<Record<string, string>> = python.modules;

/** Modules that are newer or older than the version that the index was made with. */
const others =
  'annotationlib compression string.templatelib pathlib.types distutils asynchat asyncore smtpd imp _typeshed __main__ this antigravity tkinter turtle turtledemo idlelib lib2to3 test xx binhex formatter parser symbol macpath dummy_threading pip ensurepip msilib winreg winsound msvcrt _winapi nt ntpath formatter tomllib graphlib zoneinfo';

export const stdlibNames: ReadonlySet<string> = new Set(`${python.names} ${others}`.split(' '));

/** Members that other versions or platforms have than the one that the index was made with. */
const moreMembers: Readonly<Record<string, string>> = {
  asyncio:
    'QueueShutDown TaskGroup Runner Barrier BrokenBarrierError eager_task_factory create_eager_task_factory coroutine async WindowsSelectorEventLoopPolicy WindowsProactorEventLoopPolicy ProactorEventLoop EventLoop capture_call_graph print_call_graph format_call_graph future_add_to_awaited_by future_discard_from_awaited_by windows_events windows_utils compat IocpProactor tools graph',
  ast: 'TypeAlias TypeVar ParamSpec TypeVarTuple type_param TemplateStr Interpolation compare',
  calendar:
    'Month Day JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER APRIL',
  collections:
    'Mapping MutableMapping Sequence MutableSequence Set MutableSet Iterable Iterator Callable Hashable Sized Container MappingView KeysView ItemsView ValuesView Generator Awaitable Coroutine AsyncIterable AsyncIterator Collection Reversible ByteString',
  'collections.abc': 'Buffer',
  'concurrent.futures': 'InterpreterPoolExecutor interpreter',
  copy: 'replace',
  ctypes:
    'WinDLL OleDLL WinError windll oledll FormatError GetLastError WINFUNCTYPE HRESULT get_last_error set_last_error py_object c_float_complex c_double_complex c_time_t SIZEOF_TIME_T memoryview_at CField',
  datetime: 'UTC',
  dis: 'hasarg hasexc Positions',
  enum: 'EnumDict',
  errno:
    'WSAECONNREFUSED WSAECONNRESET WSAETIMEDOUT WSAEWOULDBLOCK WSAEINTR WSAEADDRINUSE WSAEINVAL WSAEACCES WSAEBADF ENOTCAPABLE EQFULL EPROCLIM ECANCELLED EOPNOTSUPP EWINDOWS EDEVERR EAUTH EBADARCH EBADEXEC EFTYPE ENEEDAUTH ENOATTR ENOPOLICY',
  functools: 'Placeholder',
  gc: '',
  gettext: 'lgettext lngettext ldgettext ldngettext bind_textdomain_codeset',
  glob: 'translate',
  heapq: 'heappush_max heappop_max heapify_max heapreplace_max heappushpop_max',
  html: '',
  inspect:
    'getargspec formatargspec getmoduleinfo BufferFlags getasyncgenstate getasyncgenlocals markcoroutinefunction CORO_CREATED ispackage AGEN_CREATED',
  io: 'Reader Writer text_encoding OpenWrapper',
  itertools: 'batched izip imap ifilter izip_longest ifilterfalse',
  json: '',
  logging: 'getHandlerByName getHandlerNames',
  math: 'sumprod fma signbit isnormal issubnormal fmax fmin integer',
  multiprocessing: '',
  os: 'startfile O_BINARY O_TEXT O_NOINHERIT O_SEQUENTIAL O_RANDOM O_TEMPORARY O_SHORT_LIVED O_EXLOCK O_SHLOCK O_EVTONLY O_FSYNC add_dll_directory chflags lchflags lchmod lchown process_cpu_count unshare setns grantpt unlockpt posix_openpt ptsname timerfd_create timerfd_settime timerfd_gettime TFD_NONBLOCK EFD_CLOEXEC listdrives listmounts listvolumes getcwdu errno popen2 popen3 tmpnam tempnam P_DETACH P_OVERLAY plock reload_environ readinto EX_NOTFOUND pidfd_open PIDFD_NONBLOCK CLONE_NEWNS CLONE_NEWPID CLONE_NEWNET CLONE_NEWUSER SCHED_DEADLINE SCHED_NORMAL nt',
  'os.path': 'isdevdrive isjunction isreserved splitroot ALLOW_MISSING splitunc walk',
  pathlib: 'UnsupportedOperation',
  platform: 'linux_distribution dist popen android_ver ios_ver invalidate_caches',
  pwd: '',
  queue: 'ShutDown',
  random: 'binomialvariate jumpahead',
  re: 'PatternError NOFLAG Scanner sre_parse sre_compile TEMPLATE T template _pattern_type',
  select: 'kqueue kevent KQ_FILTER_READ KQ_FILTER_WRITE KQ_EV_ADD KQ_EV_DELETE devpoll',
  shutil: 'WindowsError',
  signal: 'CTRL_C_EVENT CTRL_BREAK_EVENT SIGBREAK SIGINFO SIGEMT SIGSTKFLT',
  socket:
    'ioctl SIO_RCVALL SIO_KEEPALIVE_VALS SIO_LOOPBACK_FAST_PATH RCVALL_ON RCVALL_OFF fromshare SO_EXCLUSIVEADDRUSE AF_SYSTEM SO_USELOOPBACK LOCAL_PEERCRED TCP_KEEPALIVE SO_BINDTOIFINDEX AF_HYPERV HV_GUID_PARENT SYSPROTO_CONTROL IP_PKTINFO SO_RTABLE',
  sqlite3: 'enable_shared_cache OptimizedUnicode autocommit LEGACY_TRANSACTION_CONTROL',
  ssl: 'match_hostname wrap_socket enum_certificates enum_crls PROTOCOL_SSLv3 PROTOCOL_SSLv2 RAND_egd RAND_pseudo_bytes OP_LEGACY_SERVER_CONNECT HAS_PSK HAS_PHA',
  statistics: 'kde kde_random',
  string:
    'letters lowercase uppercase maketrans join replace split atoi atof upper lower strip joinfields find templatelib Template zfill',
  subprocess:
    'STARTUPINFO STARTF_USESHOWWINDOW STARTF_USESTDHANDLES SW_HIDE CREATE_NEW_CONSOLE CREATE_NEW_PROCESS_GROUP CREATE_NO_WINDOW DETACHED_PROCESS HIGH_PRIORITY_CLASS IDLE_PRIORITY_CLASS NORMAL_PRIORITY_CLASS BELOW_NORMAL_PRIORITY_CLASS ABOVE_NORMAL_PRIORITY_CLASS REALTIME_PRIORITY_CLASS CREATE_BREAKAWAY_FROM_JOB CREATE_DEFAULT_ERROR_MODE STD_INPUT_HANDLE STD_OUTPUT_HANDLE STD_ERROR_HANDLE mswindows list2cmdline Handle STARTF_FORCEONFEEDBACK',
  sys: 'last_traceback last_value last_type last_exc ps1 ps2 monitoring activate_stack_trampoline getwindowsversion winver dllhandle maxint setcheckinterval getcheckinterval exc_clear exc_type exc_value exitfunc setdefaultencoding getandroidapilevel gettotalrefcount getrefcount frozen tracebacklimit setdlopenflags _MEIPASS pypy_version_info pypy_translation_info JYTHON_JAR subversion is_remote_debug_enabled remote_exec abiflags is_stack_trampoline_active set_lazy_imports get_lazy_imports',
  tempfile: 'mktemp',
  threading:
    'setprofile_all_threads settrace_all_threads _sleep serialize_iterator synchronized_iterator concurrent_tee',
  time: 'clock pthread_getcpuclockid CLOCK_UPTIME_RAW CLOCK_UPTIME CLOCK_HIGHRES CLOCK_PROF tzset',
  token: 'FSTRING_START FSTRING_MIDDLE FSTRING_END TSTRING_START EXCLAMATION ASYNC AWAIT',
  tokenize:
    'FSTRING_START FSTRING_MIDDLE FSTRING_END TSTRING_START EXCLAMATION ASYNC AWAIT generate_tokens printtoken',
  tarfile:
    'data_filter tar_filter fully_trusted_filter FilterError AbsolutePathError OutsideDestinationError SpecialFileError AbsoluteLinkError LinkOutsideDestinationError LinkFallbackError',
  traceback: '',
  types:
    'CapsuleType get_original_bases StringType StringTypes ListType DictType TupleType IntType LongType FloatType BooleanType UnicodeType ClassType InstanceType NoneType ObjectType FileType TypeType ComplexType SliceType XRangeType BufferType DictionaryType UnboundMethodType',
  typing:
    'override TypeAliasType TypeIs ReadOnly NoDefault get_protocol_members is_protocol evaluate_forward_ref TypeForm io re Buffer disjoint_base',
  unittest: 'makeSuite findTestCases getTestCaseNames _TextTestResult',
  urllib:
    'urlencode quote unquote quote_plus unquote_plus urlopen urlretrieve pathname2url url2pathname getproxies splithost splittype URLopener FancyURLopener',
  'urllib.parse': 'unwrap Quoter splitquery splittype',
  'urllib.request':
    'install_opener proxy_bypass_registry getproxies_registry proxy_bypass_macosx_sysconf',
  uuid: 'uuid6 uuid7 uuid8 NIL MAX',
  warnings: 'deprecated',
  weakref: '',
  'xml.etree.ElementTree': '',
  zipfile: 'Path BadZipfile',
  zlib: 'ZLIBNG_VERSION adler32_combine crc32_combine',
};

/** What a module of the standard library has; nothing where that is not known. */
export function stdlibMembers(module: string): ReadonlySet<string> | undefined {
  const members = modules[module];
  // What these have is only known when they run.
  if (members === undefined || /^(?:builtins|tkinter|curses|sre_\w+|idlelib)$/.test(module)) {
    return undefined;
  }
  return new Set([...members.split(' '), ...(moreMembers[module] ?? '').split(' ')]);
}

const packages: Readonly<Record<string, string>> = python.packages;

const morePackages: Readonly<Record<string, string>> = {
  concurrent: 'interpreters',
  string: 'templatelib',
  pathlib: 'types',
  compression: 'bz2 gzip lzma zlib zstd',
  importlib: 'simple readers',
  distutils: 'msvccompiler command tests',
};

/** The modules in a package of the standard library; nothing where it is no package. */
export function stdlibModulesIn(module: string): ReadonlySet<string> | undefined {
  const inner = packages[module];
  if (inner === undefined) return undefined;
  return new Set([...inner.split(' '), ...(morePackages[module] ?? '').split(' ')]);
}

export const stdlibVersion = python.version;
