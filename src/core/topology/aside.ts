/** Where systems are described, tried and built, but not run. */
const asideFolders =
  /(^|\/)(docs?|documentation|examples?|samples?|tests?|__tests__|spec|specs|e2e|integration[_-]?tests?|testdata|fixtures?|mocks?|__mocks__|stubs|\.github|\.gitlab|\.circleci|\.buildkite|\.azure-pipelines|ci|\.vscode|\.devcontainer|\.idea|benchmarks?|storybook|cypress|playwright|archive|deprecated|legacy)\//i;

const asideFiles =
  /(_test\.go|[._-](test|spec|stories|e2e)\.[cm]?[jt]sx?|(^|\/)test_[\w-]+\.py|_test\.py|_spec\.rb|(Tests?|IT|Spec)\.(java|kt|cs|scala|php)|\.(pb|g|designer|generated)\.\w+|_pb2(_grpc)?\.py|_grpc_pb\.js|_pb\.js|\.pb\.(go|cc|h)|[._]min\.js|\.d\.ts|\.gitlab-ci\.yml|azure-pipelines[\w-]*\.yml|cloudbuild[\w-]*\.yaml|skaffold[\w-]*\.yaml|\.travis\.yml|Jenkinsfile|package(-lock)?\.json|yarn\.lock|pnpm-lock\.yaml|composer\.(json|lock)|tsconfig[\w.-]*\.json|renovate\.json|mkdocs\.yml|openapi[\w.-]*\.(ya?ml|json)|swagger[\w.-]*\.(ya?ml|json)|\.postman_collection\.json|compose[\w.-]*[.-](tests?|ci|e2e)\.ya?ml|\b(tests?|ci|e2e)[.-][\w.-]*compose[\w.-]*\.ya?ml)$/i;

/** Why a file says nothing of the running system; nothing where it may. */
export function asideReason(path: string): string | undefined {
  if (asideFiles.test(path)) return 'tests, build steps or generated code';
  return asideFolders.test(path) ? 'examples, documentation, tests or build steps' : undefined;
}

/** Generated or packed code: few and endless lines. */
export function isPacked(text: string): boolean {
  if (text.length < 20_000) return false;
  const lines = text.split('\n', 2_000).length;
  return text.slice(0, 200_000).length / lines > 400;
}
