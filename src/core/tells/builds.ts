import type { TellRule } from './tell.ts';

/** Compilers, linkers, linters and build descriptions. */
const compileRules: readonly TellRule[] = [
  {
    kind: 'compile',
    weight: 0.97,
    pattern:
      /undefined reference to|undefined symbol|unresolved external symbol|unresolved symbol|multiple definition of|cannot find -l|library not found for -l|duplicate symbol|relocation .{1,60} against/,
  },
  {
    kind: 'compile',
    weight: 0.96,
    pattern:
      /[\w+)\]-]\.[A-Za-z]{1,10}(?::\d+|[:(]\[?\d+(?:[,:.-]\d+){0,3}\]?\)?)(?::\d+)?:? *(?:fatal |internal compiler |syntax |parse )?error\b/,
  },
  {
    kind: 'compile',
    weight: 0.96,
    pattern: /\.(?:java|kt|scala|groovy):\[\d+,\d+\]|^\s*e: .{1,200}\.kts?:/,
  },
  {
    kind: 'compile',
    weight: 0.95,
    pattern:
      /\berror (?:TS|CS|FS|BC|MSB|NU|C|LNK|AVLN|AL)\d{3,5}\b|^\s*error\[E\d{4}\]|\*\* \(\w*(?:Compile|Syntax|Token)\w*Error\)|^\s{0,12}\d{1,5}:\d{1,4}\s+(?:error\s|[✖×✗] )/,
  },
  // Elm and its kin head each error with its kind and its file.
  // A check of the format prints how a formatter would write a file: `+diff mux.go.orig mux.go`.
  { kind: 'compile', weight: 0.9, pattern: /^\+?diff (?:-\w{1,4} )?\S{1,300}\.orig \S/ },
  // Sphinx, which says in the next line what it warns of.
  { kind: 'compile', weight: 0.95, pattern: /^\W{0,4}Warning, treated as error:/ },
  { kind: 'compile', weight: 0.96, pattern: /^-- [A-Z][A-Z ]{3,40} -{3,} \S+\.\w{1,6}$/ },
  {
    kind: 'compile',
    weight: 0.94,
    pattern:
      /Failed to load interface for|Could not find module|Ambiguous (?:module|occurrence)|cannot find symbol|incompatible types|cannot be converted to|does not exist in the current context|was not declared in this scope|has no member named|no member named|[Uu]nresolved (?:import|reference|identifier)|cannot find (?:type|value|function|macro|trait|crate|package)\b|mismatched types|[Tt]ype mismatch|This expression has type |Unbound (?:value|module|constructor|record field|type constructor) |can never match the type|Couldn't match (?:expected )?type|Variable not in scope|[Nn]ot in scope: |not found: (?:value|type|object)\b|[Uu]nable to resolve (?:symbol|class)|is not assignable to|implicit declaration of function|unknown type name|redefinition of|imported and not used|declared (?:and|but) not used|is unused \(|UndefVarError|^\s*\S{1,200}:\d+: function \S{1,80} undefined|package \S{1,120} does not exist|unreported exception|is not abstract and does not override|may not have been initialized|already defined in|reached end of file while parsing|';' expected|class, interface,? (?:or )?enum/,
  },
  {
    kind: 'compile',
    weight: 0.93,
    pattern:
      /^(?:##\[error\]|\s)*(?:vet: )?[\w./-]{1,200}\.go:\d+:\d+: \S|_test\.go:\d+: (?!ok\b)\S/,
  },
  {
    kind: 'compile',
    weight: 0.93,
    pattern:
      /No rule to make target|configure: error:|CMake Error|meson\.build:\d+:\d+: ERROR|fatal error: .{1,120}(?:file not found|No such file)|patch failed: |Hunk #\d+ FAILED|malformed patch|does not apply\b/,
  },
  {
    kind: 'compile',
    weight: 0.93,
    pattern:
      /\b(?:SyntaxError|IndentationError)\b|\bParseError\b(?=\s*(?:[:(]|$))|^\S{0,160}:? ?(?:PHP )?(?:Parse|parse|syntax) error\b|[Uu]ndefined (?:variable|mixin|function|method|local variable|control sequence|macro|constant)|^! (?:LaTeX|Undefined|Package|Emergency|Missing|Extra|Too many)|is not defined\b|was not defined\b|^(?:Vim.{0,20})?E\d{2,4}: /,
  },
  {
    kind: 'compile',
    weight: 0.86,
    pattern:
      /^(?:##\[error\]|\s)*(?:ERROR: )?[\w./\\@+-]{1,200}\.\w{1,5}:\d{1,6}:\d{1,4}:? (?!warn|note|info|DEBUG|INFO|WARN)\S|^\s*Diff in .{1,200} at line \d|^would reformat |^In \S{1,120} line \d+:|^\s*❌ /,
  },
];

/** Package managers, downloads, checkouts and tools that are not there. */
const packageRules: readonly TellRule[] = [
  {
    kind: 'dependency',
    weight: 0.96,
    pattern:
      /No matching (?:distribution|package|crate)|Could not (?:resolve|find|satisfy) (?:all )?(?:dependenc|artifact|a version|gem|package)|[Uu]nable to (?:resolve|satisfy) dependenc|required but not available|there is no package called|No module named|Cannot find module|Can't locate \S{1,120} in @INC|Unable to locate package|has no installation candidate|[Uu]nmet dependenc|conflicting requests|conflicts with|ERESOLVE|[Uu]nresolvable|[Uu]nsatisfiable|version solving failed|[Nn]o versions? (?:of|matches|found)|[Cc]ouldn't find any versions|could not find compatible versions|Cannot install .{1,400} because these package versions|failed to select a version for|[Vv]ersion conflict|peer dep|[Dd]ependenc(?:y|ies) .{0,80}(?:missing|not (?:found|available|satisfied|installed))|[Ff]ailed build dependencies|is needed by \S/,
  },
  // Of a chain of packages that want one another, the last one tells what is not there.
  {
    kind: 'dependency',
    weight: 0.98,
    pattern: /\bnothing provides |can only install packages when your package/,
  },
  {
    kind: 'dependency',
    weight: 0.94,
    pattern: /none of the providers can be installed|is filtered out by exclude filtering/,
  },
  {
    kind: 'dependency',
    weight: 0.96,
    pattern: /\btrying to overwrite '.{1,300}', which is also in package /,
  },
  { kind: 'dependency', weight: 0.93, pattern: /^\W{0,4}[\w.+-]{2,60} is missing\.(?: |$)/ },
  {
    kind: 'dependency',
    weight: 0.98,
    pattern: /Incompatible because this component declares .{1,400} and the consumer needed/,
  },
  {
    kind: 'dependency',
    weight: 0.93,
    pattern:
      /NoClassDefFoundError|ClassNotFoundException|NoSuchMethodError|NoSuchFieldError|UnsupportedClassVersionError|[Uu]nsupported (?:Java|class file|Python|Node|engine|platform|major\.minor)|does not (?:wish to run|support|work|satisfy) |(?:is )?(?:not compatible|incompatible) with|requires .{1,120}(?:but|which is|or (?:later|above|higher|newer)|does not satisfy)|[Mm]issing (?:or unsupported )?(?:mandatory )?(?:dependenc|mods|plugin|library|package)|Unknown (?:dependency|\/missing)|Package .{1,80} (?:was )?not found|No package .{1,80}(?:found|available)|No match for argument: |cannot import name|Actual version: '\[MISSING\]'|[Dd]uplicate [Mm]ods?|Ambiguous plugin name|unknown revision (?!or path)|inconsistent vendoring|error occurred while installing|[Cc]ould not (?:compile|build|install) (?:dependency|package|gem|wheel)|Could not (?:find|resolve) [\w.-]{1,120}[:@]|(?:command|executable) not found|: not found$|is not recognized as an internal/,
  },
  {
    kind: 'data',
    weight: 0.93,
    pattern:
      /provided but not defined|unrecogni[sz]ed (?:option|argument|arguments|flag|command)|unknown (?:option|flag|argument|command|directive|key)|invalid (?:option|argument|flag)|no such option|cannot start any token|while (?:scanning|parsing) (?:for|a)|mapping values are not allowed|could not find expected|[Ii]nvalid (?:YAML|JSON|XML|syntax)|Unable to create Root Module|Installed \(but unpackaged\)|File (?:not found|listed twice): |unexpected end of file|not in gzip format/,
  },
  {
    kind: 'dependency',
    weight: 0.9,
    pattern:
      /Remote branch .{1,120} not found|Could not find remote branch|couldn't find remote ref|pathspec .{1,120} did not match|reference is not a tree|Repository not found|does not appear to be a git repository|\b404 Not Found|\bstatus(?: code)?:? 404|returned error: [45]\d\d|Failed to (?:fetch|download)|[Dd]ownload(?:ing)? .{0,80}fail|Hash [Ss]um mismatch|checksum mismatch|signature.{0,40}not found|npm ERR! (?:code E|404|notarget|peer|Could not|missing|Cannot|enoent|network|Invalid|No matching|Unsupported|Missing)|RPC failed|early EOF|remote end hung up|No output has been received|(?<!ON )CONFLICT \(|Automatic merge failed|ResolutionImpossible|OUTDATED_LOCKFILE|lock ?file .{0,60}(?:out of date|outdated|out of sync|needs to be updated|not up to date)/,
  },
];

/** Test runners and assertion libraries. */
const testRules: readonly TellRule[] = [
  {
    kind: 'test',
    weight: 0.93,
    pattern:
      /\bthresholds? .{0,80}\bnot (?:met|reached)\b|\b(?:coverage|score|rating)\b.{0,120}\b(?:does not meet|is (?:below|less than|lower than|under)|did not (?:meet|reach))\b|\bDisconnected(?: \(\d+ times\))?, because\b|\bNo captured browser\b|^Failed example:$/i,
  },
  // GoogleTest's check, and the case it belongs to.
  { kind: 'test', weight: 0.95, pattern: /\.(?:cc|cpp|cxx|c|hh?|hpp|mm):\d{1,6}: Failure$/ },
  { kind: 'test', weight: 0.9, pattern: /^\s*\[ {2}FAILED {2}\] \w+[./]\w/ },
  {
    kind: 'test',
    weight: 0.93,
    pattern:
      /^\s*E {2,}\S|\bAssertionError\b|AssertionFailedError|ComparisonFailure|ExpectationFailed|Failure\/Error:|MultipleFailuresError|assertion failed\b|\b[Aa]ssert(?:ion)? .{1,200}(?:fail|[!=]==? )|AssertionException|Assert\.\w{1,40}\(\) Failure|XCTAssert\w{0,40} failed|Failed asserting that|did not equal|(?:is |was )?not equal to|ert-test-failed|not ok \d+ .{0,200}failed/,
  },
  {
    kind: 'test',
    weight: 0.92,
    pattern:
      /[Tt]imeout of \d+ ?ms exceeded|test timed out after|TestTimedOutException|Timeout - Async|exceeded timeout of|\b[Ee]xpected:? .{1,200}(?:but (?:got|was|found|received)|to (?:equal|be|eq|match|include|have)|, (?:got|actual))|expected:? ?<.{0,120}> but was|\bbut got\b|\bgot .{1,120}, (?:want|expected)|\bshould (?:be|have been|equal|have|contain|match) .{1,120}(?:but|got|was)|should be equal to|\bbadmatch\b|case_clause|function_clause|to be the same, but/,
  },
  {
    kind: 'test',
    weight: 0.88,
    pattern:
      /^\s*(?:--- )?FAIL: \S|^\s*FAIL in \(|^\s*FAILED? \S+(?:::|\.\w)|<<< (?:FAILURE|ERROR)!|^\s*not ok \d+|Found errors in|TEST METHOD FAILED|^\s*(?:[✗✘]|●(?! [\w.@/-]{1,80} v?\d+\.\d)) \S|^\S+[#.]test_?\S+|^\s*(?:FAIL|FAILED|ERROR):? +test|failed on line \d+|^\S{1,120} > \S.{0,160} FAILED$|^\s*#? {0,4}Failed test\b|\*{3} ?FAILED ?\*{3}|\(FAILED - \d+\)|^\s*(?:──|--) \d+\. (?:Failure|Error)|^Test Failed at|^\s*(?:X|\[-\]) \S.{0,200}\[?\d+ ?m?s\]?$|^\s*\[-\] \S|^\s{1,6}Failed {1,4}\w/,
  },
  {
    kind: 'test',
    weight: 0.84,
    pattern:
      /(?:^|[\w.)'"\]] |\.{2,} ?|: )FAILED\s*$|\bFAIL(?:ED)?\s*\(\d|^\s*(?:expected|actual|got|received|left|right|Expected|Actual|Received|Expression|Evaluated):\s+\S|^\s*code: ['"]?ERR_(?:TEST|ASSERT)/,
  },
  { kind: 'test', weight: 0.7, pattern: /^\s*(?:Failure|Error):\s*$|^\s{0,6}\d{1,3}\) \S/ },
  // CTest's summary of a whole program of tests: the check inside says more.
  { kind: 'test', weight: 0.6, pattern: /\*{3}(?:Failed|Exception|Timeout)\b/ },
];

/** What compilers, linkers, package managers and test runners write on a failure. */
export const buildRules: readonly TellRule[] = [...compileRules, ...packageRules, ...testRules];

/** Lines that only restate that something failed before them. */
export const trailerRules: readonly TellRule[] = [
  {
    kind: 'trailer',
    weight: 0.3,
    pattern:
      /\b(?:exit(?:ed)?(?: with)?|return(?:ed)?|status)(?: non-zero)? (?:code|status|value)?:? ?\(?[1-9]\d{0,2}\b(?!, \w+: \w)|exit status [1-9]\d{0,2}\b(?!, \w+: \w)|Process completed with exit code|exited with [1-9]|non-zero (?:exit|status|return|code)|finished with non-zero/i,
  },
  {
    kind: 'trailer',
    weight: 0.25,
    pattern:
      /make(?:\[\d+\])?: \*\*\*|make(?:\[\d+\])?: .{0,120}Error \d|\*\*\* \[.{1,200}\] (?:Error|Killed|Segm)|ninja: build stopped|^FAILED: (?:\[code=\d+\] )?\S{0,200}[./]\S|subcommand failed|recipe for target/,
  },
  {
    kind: 'trailer',
    weight: 0.25,
    pattern:
      /BUILD (?:FAIL|UNSUCC|ERROR)|[Bb]uild did NOT complete successfully|; build aborted(?:$|:)|\bBuild did not succeed\b|Build (?:failed|FAILED|step .{0,60}(?:failed|marked))|build (?:failed|stopped)|Finished: (?:FAILURE|UNSTABLE|ABORTED)|Job (?:failed|succeeded)|Your build (?:has been|exited)|Done\. Your build|FAILURE: Build failed|\* What went wrong|Run with --(?:stacktrace|info|scan)|Execution failed for task/,
  },
  {
    kind: 'trailer',
    weight: 0.25,
    pattern:
      /npm ERR!|yarn .{0,30}failed|ELIFECYCLE|error Command failed|Failed at the .{1,80} script|The command .{1,400} (?:exited with|failed)|The build has been terminated|errored and exited|lerna ERR/,
  },
  {
    kind: 'trailer',
    weight: 0.25,
    pattern:
      /Failed to execute goal|\[Help \d\]|Re-run Maven|Re-run .{0,40}(?:switch|option)|-e switch|To see the full stack|For more information about the errors|After correcting the problems|mvn <(?:args|goals)>|dependency-reduced|-> \[Help|COMPILATION ERROR\b|Compilation failure|compilation terminated/,
  },
  {
    kind: 'trailer',
    weight: 0.35,
    pattern:
      /linking with `[^`]{1,40}` failed|warnings (?:are )?(?:being )?treated as errors|No warnings can be incurred|^startup failed:|\) Compilation failed|^Testing failed:|error: test failed, to rerun|subprocess-exited-with-error|Failed to build gem native extension|extconf\.rb failed|extconf failed|Executed \d+ of \d+|✖ \d+ problems?|The following tests FAILED|Not all dependencies satisfied|to an installable set of packages|^Error:\s*$|(?:Errors?|Failures?):\s*$|Emergency stop|errored during testing|Dubious, test returned|\* checking .{1,80}\.\.\. ERROR|Could not determine the dependencies of task|not recoverable: exiting|^\W*(?:ERROR|FAIL(?:ED|URE)?|Error|FATAL)\W*$|Running the tests in .{1,120} failed|unit tests failed|Execution halted|^Test Run Failed/,
  },
  {
    kind: 'trailer',
    weight: 0.25,
    pattern:
      /RPM build errors|Bad exit status from|subprocess was killed by signal \(Broken pipe\)|error: (?:build failed|[Cc]ould not compile|aborting due to|failed to run custom build)|aborting due to|[Cc]ould not compile `|collect2: error|ld returned \d|linker command failed|Child return code|Command failed|Exception: Command|ERROR: Command|EXCEPTION:/,
  },
  {
    kind: 'trailer',
    weight: 0.3,
    pattern:
      /^\s*(?:=+ )?(?:\d+ (?:failed|failing|errors?|failures?|examples?|tests?|specs?|scenarios?)\b|Tests? run:|Tests:|Test Suites:|Ran \d+ tests?|FAILED \(|FAILURES!!!|There (?:was|were) \d+ (?:failure|error)|Failed tests?:|Failures?:|Tests? (?:failed|in error)|Some tests failed|SOME TESTS FAILED|TEST FAILED|\d+ of \d+)|\d+ (?:tests?|examples?|specs?|runs?|assertions?), .{0,80}\d+ (?:failures?|errors?)|FAILED: +\d+ Tests?$|There are test failures|Testsuite: |short test summary|^Test Summary: |=+ (?:FAILURES|ERRORS) =+|rake aborted!|(?:Test|Job|Step|Task|Stage|Pipeline|Phase).{0,30} (?:has )?failed\.?$/,
  },
  {
    kind: 'trailer',
    weight: 0.2,
    pattern:
      /Shutting down (?:due|because)|TestsFailedException|has thrown an unhandled exception|unhandled exception has occurred while|gave up|giving up|no longer retrying|Retrying, \d of \d|failed \d+ times|Please (?:see|check|report|refer)|see (?:the )?(?:log|above|error)|refer to|stack backtrace|Stack trace:|RUST_BACKTRACE|end trace|Call [Tt]race:|^\s*\.{3} \d+ more|note: |Suppressed: /i,
  },
];
