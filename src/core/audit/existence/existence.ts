import type { ChangedFile, Check } from '../../model/audit.ts';
import type { PackageRegistries } from '../../model/packageRegistry.ts';
import { checkCommands } from './commands/check.ts';
import { checkAnsible } from './infrastructure/ansible.ts';
import { checkCompose } from './infrastructure/compose.ts';
import { checkDocker } from './infrastructure/docker.ts';
import { checkGitlab } from './infrastructure/gitlab.ts';
import { checkHelm } from './infrastructure/helm.ts';
import { checkImages } from './infrastructure/images.ts';
import { checkKustomize } from './infrastructure/kustomize.ts';
import { checkWorkflows } from './infrastructure/pipelines.ts';
import { checkTerraform } from './infrastructure/terraform.ts';
import { checkJavascript } from './javascript/check.ts';
import { checkKubernetes } from './kubernetes/check.ts';
import { checkDotnet } from './languages/dotnet.ts';
import { checkGo } from './languages/go.ts';
import { checkJvm } from './languages/jvm.ts';
import { checkPhp } from './languages/php.ts';
import { checkRuby } from './languages/ruby.ts';
import { checkRust } from './languages/rust.ts';
import { checkLinks } from './links.ts';
import { checkMakefiles } from './makefiles.ts';
import { checkManifests } from './manifests/check.ts';
import { checkPython } from './python/check.ts';
import { settle } from './registry/settle.ts';
import { createRun, type Run } from './run.ts';
import { checkToolOptions } from './toolOptions.ts';

/** Files of one kind, and what of them is checked. */
interface Part {
  readonly path: RegExp;
  readonly check: (run: Run, files: readonly ChangedFile[]) => Promise<void>;
}

const parts: readonly Part[] = [
  { path: /\.(?:ya?ml|tpl)$/, check: checkKubernetes },
  { path: /\.pyi?$/, check: checkPython },
  { path: /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/, check: checkJavascript },
  { path: /./, check: checkManifests },
  { path: /(?:^|\/)(?:Dockerfile|Containerfile)[^/]*$|\.dockerfile$/i, check: checkDocker },
  {
    path: /(?:^|\/)(?:Dockerfile|Containerfile)[^/]*$|\.dockerfile$|\.ya?ml$/i,
    check: checkImages,
  },
  {
    path: /(?:^|\/)\.github\/(?:workflows|actions)\/.*\.ya?ml$|(?:^|\/)action\.ya?ml$/,
    check: checkWorkflows,
  },
  { path: /(?:^|\/)[^/]*compose[^/]*\.ya?ml$/, check: checkCompose },
  { path: /\.tf$/, check: checkTerraform },
  { path: /(?:^|\/)[\w.-]*\.?gitlab-ci[\w.-]*\.ya?ml$/, check: checkGitlab },
  { path: /(?:^|\/)(?:GNU)?[Mm]akefile$|\.mk$/, check: checkMakefiles },
  { path: /\.ya?ml$/, check: checkAnsible },
  { path: /(?:^|\/)kustomization\.ya?ml$/i, check: checkKustomize },
  { path: /(?:^|\/)templates\/.*\.(?:ya?ml|tpl|txt)$/, check: checkHelm },
  { path: /\.go$/, check: checkGo },
  { path: /\.rs$/, check: checkRust },
  { path: /\.(?:java|kts?|groovy|scala)$/, check: checkJvm },
  { path: /\.cs$/, check: checkDotnet },
  { path: /\.(?:rb|rake|gemspec)$|(?:^|\/)(?:Rakefile|config\.ru)$/, check: checkRuby },
  { path: /\.php$/, check: checkPhp },
  { path: /\.mdx?$/i, check: checkLinks },
  { path: /./, check: checkToolOptions },
];

/**
 * Whether what a suggestion names exists: packages, files, members of modules, options of commands,
 * kinds and fields of Kubernetes. What only a registry knows could not be checked, unless the user
 * allows that registries are asked.
 */
export const createExistenceCheck =
  (registries?: PackageRegistries): Check =>
  async (suggestion, workspace) => {
    const run = createRun(suggestion, workspace);
    const files = suggestion.files.filter(
      ({ after, added }) => after !== undefined && added.length > 0,
    );
    for (const { path, check } of parts) {
      await check(
        run,
        files.filter((file) => path.test(file.path)),
      );
    }
    await checkCommands(run);
    await settle(run, registries);
    return run.report.result();
  };
