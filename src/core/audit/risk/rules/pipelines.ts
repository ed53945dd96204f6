import { fileName, isPipelineFile } from '../../source/language.ts';
import type { LineRule } from '../riskRule.ts';

const isPackageFile = (path: string): boolean => fileName(path) === 'package.json';
const isWorkflow = (path: string): boolean => /(?:^|\/)\.github\//.test(path);

/** Builds: what checks, what runs with secrets, what is pinned. */
export const pipelineRules: readonly LineRule[] = [
  {
    id: 'failure-hidden',
    severity: 'warning',
    message: 'The build is green though this step fails.',
    safer:
      'Let it fail, and repair what fails; or move the step into a job that may fail, with a reason.',
    files: ['yaml', 'java'],
    where: isPipelineFile,
    view: 'code',
    pattern:
      /^\s*(?:-\s*)?["']?(?:continue-on-error|allow_failure|continueOnError|soft_fail|ignore_errors)["']?\s*:\s*["']?true\b|\b(?:test|tests|lint|check|build|audit|scan|tsc|eslint|pytest|mypy|vet|verify|typecheck|validate|jest|vitest|mocha|flake8|ruff|trivy|snyk)\b[^\n|]*\|\|\s*(?:true\b|:(?:\s|$)|exit\s+0\b|echo\b)|--exit-zero\b|\bset\s+\+e\b|\bcatchError\(\s*buildResult:\s*['"]SUCCESS/,
  },
  {
    id: 'foreign-code-with-secrets',
    severity: 'error',
    message: "A stranger's pull request runs its code with this repository's secrets.",
    safer: 'Use `pull_request`, or never check out the head in `pull_request_target`.',
    files: ['yaml'],
    where: isWorkflow,
    view: 'code',
    pattern:
      /\bpull_request_target\b|\bref\s*:\s*["']?\$\{\{\s*github\.(?:event\.pull_request\.head|head_ref)/,
    context:
      /pull_request_target[\s\S]*ref\s*:\s*["']?\$\{\{\s*github\.(?:event\.pull_request\.head|head_ref)/,
  },
  {
    id: 'rights-to-write-all',
    severity: 'error',
    message: 'Each step, and each action that it uses, may change the repository and its releases.',
    safer: 'Set `permissions: contents: read`, and add a right to the one job that needs it.',
    files: ['yaml'],
    where: isWorkflow,
    view: 'code',
    pattern: /^\s*permissions\s*:\s*["']?write-all\b/,
  },
  {
    id: 'moving-action',
    severity: 'warning',
    message: 'The action may be another one tomorrow, and it runs with this workflow’s rights.',
    safer: 'Pin a release, or better its commit.',
    files: ['yaml'],
    where: isWorkflow,
    view: 'code',
    pattern:
      /^\s*(?:-\s*)?uses\s*:\s*["']?[\w.-]+\/[\w./-]+@(?:main|master|latest|HEAD|develop|dev|trunk)\b/,
  },
  {
    id: 'secret-in-build-log',
    severity: 'error',
    message: 'It writes a secret into the build’s log.',
    safer: 'Pass it by `env`, and never print it.',
    files: ['yaml'],
    where: isPipelineFile,
    view: 'code',
    pattern:
      /\b(?:echo|printf|print|Write-Host|cat\s*<<)\b[^|>\n]*(?:\$\{\{\s*secrets\.|\$\{?\w*(?:PASSWORD|SECRET|TOKEN|API_KEY)\w*\b)[^|>\n]*$|\bprintenv\b\s*$|^\s*(?:-\s*)?(?:run:\s*)?env\s*$/,
  },
  {
    id: 'build-runs-input',
    severity: 'error',
    message:
      'The title or text of an issue or pull request becomes part of a script that runs here.',
    safer: 'Put it into `env`, and use the variable within quotes.',
    files: ['yaml'],
    where: isWorkflow,
    view: 'code',
    pattern:
      /^(?!\s*[A-Z_]+\s*:)(?=[^\n]*(?:\brun\s*:|\becho\b|\bgit\b|\bif\s+\[|^\s*[a-z][\w-]*\s+[^:\n]*\$\{\{))[^\n]*\$\{\{\s*github\.(?:event\.(?:issue|pull_request|comment|review|discussion|head_commit|commits)[\w.[\]*]*\.(?:title|body|message|label|name|email|ref)|head_ref)\s*\}\}/,
  },
  {
    id: 'tests-left-out',
    severity: 'info',
    message: 'The build no longer runs the tests here.',
    safer: 'Make sure that another job runs them before anything is released.',
    files: ['yaml', 'java'],
    where: isPipelineFile,
    view: 'code',
    pattern:
      /-DskipTests\b|-Dmaven\.test\.skip(?:=true)?\b|\bgradlew?\b[^\n]*\s-x\s+test\b|--skip-tests\b/,
  },
  {
    id: 'install-script-loads-code',
    severity: 'error',
    message: 'Whoever installs the package runs this, with code from the network.',
    safer: 'Ship what is needed in the package, or load it on first use with a checksum.',
    files: ['json'],
    where: isPackageFile,
    view: 'raw',
    pattern:
      /"(?:pre|post)?install"\s*:\s*"[^"]*(?:\bcurl\b|\bwget\b|https?:\/\/|\bnode\s+-e\b|\bbash\s+-c\b|\beval\b|\bbase64\b)/,
  },
  {
    id: 'any-version',
    severity: 'warning',
    message: 'Any version will be installed, also a broken or hostile one of tomorrow.',
    safer: 'Name a range, and keep the lockfile.',
    files: ['json'],
    where: isPackageFile,
    view: 'raw',
    pattern: /^\s*"(?:@[\w.-]+\/)?[\w.-]+"\s*:\s*"(?:\*|latest|x|>=?\s*0(?:\.0)*)"\s*,?\s*$/,
    only: ({ lines, index }) =>
      /"(?:(?:dev|optional)?[dD]ependencies)"\s*:\s*\{[^}]*$/.test(
        lines.slice(0, index).join('\n'),
      ),
  },
  {
    id: 'image-runs-as-root',
    severity: 'warning',
    message: 'The image’s process runs as root: who breaks into it has the container at once.',
    safer: 'Go back to another user with a last `USER` line.',
    files: ['dockerfile'],
    view: 'code',
    pattern: /^\s*USER\s+(?:root|0)(?::\w+)?\s*$/i,
    only: ({ lines, index }) =>
      !lines.slice(index + 1).some((line) => /^\s*(?:USER|FROM)\s+(?!root|0\b)/i.test(line)),
  },
  {
    id: 'moving-base-image',
    severity: 'warning',
    message:
      'The base may be another one at each build, and nobody can say which one is in the image.',
    safer: 'Name a version, or better a digest.',
    files: ['dockerfile'],
    view: 'code',
    pattern:
      /^\s*FROM\s+(?:--platform=\S+\s+)?(?!scratch\b)([^\s:@$]+(?::\d+\/[^\s:@$]+)?)(?::latest)?(?:\s+AS\s+\S+)?\s*$/i,
    only: ({ match, lines }) =>
      !lines.some((line) => new RegExp(`\\sAS\\s+${escaped(match[1] ?? '')}\\s*$`, 'i').test(line)),
  },
  {
    id: 'added-from-network',
    severity: 'warning',
    message:
      'A file from the network goes into the image, and nobody compares it with what is expected.',
    safer: 'Use `ADD --checksum=sha256:…`, or a package.',
    files: ['dockerfile'],
    view: 'code',
    pattern: /^\s*ADD\s+(?!--checksum)https?:\/\//i,
    unless: /--checksum/,
  },
];

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
