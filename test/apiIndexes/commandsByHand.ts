/** Tools whose options are read from the specifications of a completion tool. */
export const tools: readonly string[] = [
  ...['kubectl', 'docker', 'docker-compose', 'git', 'helm', 'terraform', 'minikube', 'kind'],
  ...['npm', 'npx', 'pnpm', 'yarn', 'bun', 'deno', 'tsc', 'eslint', 'prettier', 'jest'],
  ...['pip', 'poetry', 'pipenv', 'uv', 'pytest', 'black', 'mypy', 'ruff'],
  ...['go', 'cargo', 'rustup', 'bundle', 'gem', 'gh', 'systemctl', 'curl', 'ansible-playbook'],
];

export const asList = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? [value] : value;

/** Other names of commands. */
export const aliases: Readonly<Record<string, string>> = {
  'npm i': 'npm install',
  'npm add': 'npm install',
  'npm clean-install': 'npm ci',
  'npm run-script': 'npm run',
  'docker container run': 'docker run',
  'docker buildx build': 'docker build',
  'docker image build': 'docker build',
};

const kubectlFile =
  '-f= --filename= -k= --kustomize= -R --recursive -o= --output= --template= --allow-missing-template-keys --show-managed-fields';
const helmValues =
  '-f= --values= --set= --set-string= --set-file= --set-json= --set-literal= --version= --repo= --devel --verify --keyring= --ca-file= --cert-file= --key-file= --username= --password= --pass-credentials --plain-http --insecure-skip-tls-verify';
const helmRelease =
  '--atomic --rollback-on-failure --wait --wait-for-jobs --timeout= --dry-run= --dry-run --force --force-replace --force-conflicts --server-side= --no-hooks --skip-crds --create-namespace --dependency-update --description= --disable-openapi-validation --skip-schema-validation --render-subchart-notes --post-renderer= --post-renderer-args= --labels= -l= --enable-dns --hide-notes --hide-secret --take-ownership -o= --output=';
const terraformRun =
  '-auto-approve -compact-warnings -concise -destroy -detailed-exitcode -generate-config-out= -input= -json -lock= -lock-timeout= -no-color -out= -parallelism= -refresh= -refresh-only -replace= -state= -state-out= -backup= -target= -exclude= -var= -var-file= -allow-deferral';

/**
 * What the specifications leave out. Of these commands all options are known, so that one which is not
 * among them does not exist.
 */
export const moreOptions: Readonly<Record<string, string>> = {
  kubectl:
    '--as= --as-group= --as-uid= --cache-dir= --certificate-authority= --client-certificate= --client-key= --cluster= --context= --disable-compression --insecure-skip-tls-verify --kubeconfig= --log-flush-frequency= --match-server-version -n= --namespace= --password= --profile= --profile-output= --request-timeout= -s= --server= --tls-server-name= --token= --user= --username= -v= --v= --vmodule= --warnings-as-errors --help -h --as-user-extra= --kuberc=',
  'kubectl apply': `${kubectlFile} --all --cascade= --cascade --dry-run= --dry-run --field-manager= --force --force-conflicts --grace-period= --openapi-patch --overwrite --prune --prune-allowlist= --prune-whitelist= --applyset= --server-side --subresource= --timeout= --validate= --validate --wait -l= --selector= --record`,
  'kubectl create': `${kubectlFile} --dry-run= --dry-run --edit --field-manager= --raw= --save-config --validate= --validate --windows-line-endings -l= --selector= --record`,
  'kubectl delete': `${kubectlFile} --all -A --all-namespaces --cascade= --cascade --dry-run= --dry-run --field-selector= --force --grace-period= --ignore-not-found --now --raw= -l= --selector= --timeout= --wait -i --interactive`,
  'kubectl describe': `${kubectlFile} -A --all-namespaces --chunk-size= -l= --selector= --show-events`,
  'kubectl diff': `${kubectlFile} --concurrency= --field-manager= --force-conflicts --prune --prune-allowlist= -l= --selector= --server-side --show-secrets`,
  'kubectl exec':
    '-c= --container= -f= --filename= --pod-running-timeout= -q --quiet -i --stdin -t --tty',
  'kubectl get': `${kubectlFile} -A --all-namespaces --chunk-size= --field-selector= --ignore-not-found -L= --label-columns= --no-headers --output-watch-events --raw= -l= --selector= --server-print --show-kind --show-labels --sort-by= --subresource= -w --watch --watch-only`,
  'kubectl logs':
    '--all-containers --all-pods -c= --container= -f --follow --ignore-errors --insecure-skip-tls-verify-backend --limit-bytes= --max-log-requests= --pod-running-timeout= --prefix -p --previous -l= --selector= --since= --since-time= --tail= --timestamps',
  'kubectl port-forward': '--address= --pod-running-timeout=',
  'kubectl scale': `${kubectlFile} --all --current-replicas= --dry-run= --dry-run --replicas= --resource-version= -l= --selector= --timeout= --record --subresource=`,
  'kubectl rollout': '',
  'kubectl rollout restart': `${kubectlFile} --field-manager= -l= --selector=`,
  'kubectl rollout status': `${kubectlFile} --revision= -l= --selector= --timeout= -w --watch`,
  'kubectl rollout undo': `${kubectlFile} --dry-run= --dry-run -l= --selector= --to-revision=`,
  'kubectl rollout history': `${kubectlFile} --revision= -l= --selector=`,
  'kubectl drain':
    '--chunk-size= --delete-emptydir-data --delete-local-data --disable-eviction --dry-run= --dry-run --force --grace-period= --ignore-daemonsets --ignore-errors --pod-selector= -l= --selector= --skip-wait-for-delete-timeout= --timeout=',
  'kubectl top': '',
  'kubectl top pod':
    '-A --all-namespaces --containers --field-selector= --no-headers -l= --selector= --sort-by= --sum --use-protocol-buffers --show-swap',
  'kubectl top pods':
    '-A --all-namespaces --containers --field-selector= --no-headers -l= --selector= --sort-by= --sum --use-protocol-buffers --show-swap',
  'kubectl debug': '',
  'kubectl events': '',
  'kubectl autoscale': `${kubectlFile} --cpu= --cpu-percent= --memory= --dry-run= --dry-run --field-manager= --max= --min= --name= --save-config --record`,
  helm: '--burst-limit= --qps= --color= --colour= --content-cache= --debug --help -h --kube-apiserver= --kube-as-group= --kube-as-user= --kube-ca-file= --kube-context= --kube-insecure-skip-tls-verify --kube-tls-server-name= --kube-token= --kubeconfig= -n= --namespace= --registry-config= --repository-cache= --repository-config=',
  'helm install': `${helmValues} ${helmRelease} -g --generate-name --name-template= --replace`,
  'helm upgrade': `${helmValues} ${helmRelease} -i --install --cleanup-on-fail --history-max= --recreate-pods --reset-values --reset-then-reuse-values --reuse-values`,
  'helm template': `${helmValues} ${helmRelease} -g --generate-name --name-template= --replace -a= --api-versions= --include-crds --is-upgrade --kube-version= --output-dir= --release-name -s= --show-only= --skip-tests --validate`,
  'helm rollback':
    '--cleanup-on-fail --dry-run --dry-run= --force --force-replace --force-conflicts --server-side= --history-max= --no-hooks --recreate-pods --timeout= --wait --wait-for-jobs',
  'helm uninstall':
    '--cascade= --description= --dry-run --ignore-not-found --keep-history --no-hooks --timeout= --wait',
  terraform: '-chdir= -help -version --help --version -v',
  'terraform apply': terraformRun,
  'terraform plan': terraformRun,
  'terraform destroy': terraformRun,
  'terraform refresh': terraformRun,
  'terraform init':
    '-backend= -backend-config= -force-copy -from-module= -get= -input= -lock= -lock-timeout= -no-color -plugin-dir= -reconfigure -migrate-state -upgrade -upgrade= -lockfile= -ignore-remote-version -test-directory= -json -verify-plugins= -get-plugins=',
  'terraform validate': '-json -no-color -no-tests -test-directory= -query',
  'terraform fmt': '-list= -write= -diff -check -no-color -recursive',
  'docker run':
    '--add-host= --annotation= -a= --attach= --blkio-weight= --blkio-weight-device= --cap-add= --cap-drop= --cgroup-parent= --cgroupns= --cidfile= --cpu-count= --cpu-percent= --cpu-period= --cpu-quota= --cpu-rt-period= --cpu-rt-runtime= -c= --cpu-shares= --cpus= --cpuset-cpus= --cpuset-mems= -d --detach --detach-keys= --device= --device-cgroup-rule= --device-read-bps= --device-read-iops= --device-write-bps= --device-write-iops= --disable-content-trust --dns= --dns-opt= --dns-option= --dns-search= --domainname= --entrypoint= -e= --env= --env-file= --expose= --gpus= --group-add= --health-cmd= --health-interval= --health-retries= --health-start-interval= --health-start-period= --health-timeout= --help -h= --hostname= --init -i --interactive --io-maxbandwidth= --io-maxiops= --ip= --ip6= --ipc= --isolation= --kernel-memory= -l= --label= --label-file= --link= --link-local-ip= --log-driver= --log-opt= --mac-address= -m= --memory= --memory-reservation= --memory-swap= --memory-swappiness= --mount= --name= --net= --net-alias= --network= --network-alias= --no-healthcheck --oom-kill-disable --oom-score-adj= --pid= --pids-limit= --platform= --privileged -p= --publish= -P --publish-all --pull= -q --quiet --read-only --restart= --rm --runtime= --security-opt= --shm-size= --sig-proxy --stop-signal= --stop-timeout= --storage-opt= --sysctl= --tmpfs= -t --tty --ulimit= --use-api-socket -u= --user= --userns= --uts= -v= --volume= --volume-driver= --volumes-from= -w= --workdir=',
  'docker build':
    '--add-host= --allow= --annotation= --attest= --build-arg= --build-context= --builder= --cache-from= --cache-to= --call= --cgroup-parent= --check --compress --cpu-period= --cpu-quota= -c= --cpu-shares= --cpuset-cpus= --cpuset-mems= -D --debug --disable-content-trust -f= --file= --force-rm --iidfile= --isolation= --label= --load -m= --memory= --memory-swap= --metadata-file= --network= --no-cache --no-cache-filter= -o= --output= --platform= --policy= --progress= --provenance= --pull --push -q --quiet --rm --sbom= --secret= --security-opt= --shm-size= --squash --ssh= -t= --tag= --target= --ulimit=',
  'docker compose':
    '--all-resources --ansi= --compatibility --dry-run --env-file= -f= --file= --parallel= --profile= --progress= --project-directory= -p= --project-name= --insecure-registry= --help --verbose -v --version',
  'docker compose up':
    '--abort-on-container-exit --abort-on-container-failure --always-recreate-deps --attach= --attach-dependencies --build -d --detach --exit-code-from= --force-recreate --menu --no-attach= --no-build --no-color --no-deps --no-log-prefix --no-recreate --no-start --pull= --quiet-build --quiet-pull --remove-orphans -V --renew-anon-volumes --scale= -t= --timeout= --timestamps --wait --wait-timeout= -w --watch -y --yes',
  'docker compose down': '--remove-orphans --rmi= -t= --timeout= -v --volumes',
  'docker-compose up':
    '--abort-on-container-exit --abort-on-container-failure --always-recreate-deps --attach= --attach-dependencies --build -d --detach --exit-code-from= --force-recreate --menu --no-attach= --no-build --no-color --no-deps --no-log-prefix --no-recreate --no-start --pull= --quiet-build --quiet-pull --remove-orphans -V --renew-anon-volumes --scale= -t= --timeout= --timestamps --wait --wait-timeout= -w --watch -y --yes',
  'docker-compose down': '--remove-orphans --rmi= -t= --timeout= -v --volumes',
  npm: '--prefix= --registry= --loglevel= --silent -s --quiet --cache= --userconfig= --yes -y --no-color --json --help -C=',
  'npm install':
    '--save -S --save-dev -D --save-prod -P --save-optional -O --save-exact -E --save-peer --save-bundle -B --no-save --global -g --location= --install-strategy= --legacy-bundling --global-style --omit= --include= --only= --production --no-optional --strict-peer-deps --legacy-peer-deps --force -f --prefer-dedupe --prefer-offline --prefer-online --offline --no-package-lock --package-lock --package-lock-only --foreground-scripts --ignore-scripts --no-audit --audit --no-bin-links --bin-links --no-fund --fund --dry-run --cpu= --os= --libc= --workspace= -w= --workspaces -ws --include-workspace-root --install-links --tag= --no-progress --progress --verbose --unsafe-perm --engine-strict --before= --min-release-age= --allow-git= --maxsockets= --fetch-retries= --fetch-timeout= --network-timeout=',
  'npm ci':
    '--install-strategy= --legacy-bundling --global-style --omit= --include= --only= --production --no-optional --strict-peer-deps --legacy-peer-deps --force -f --prefer-offline --prefer-online --offline --foreground-scripts --ignore-scripts --no-audit --audit --no-bin-links --no-fund --fund --dry-run --workspace= -w= --workspaces -ws --include-workspace-root --install-links --no-progress --progress --verbose --unsafe-perm --engine-strict --maxsockets= --fetch-retries= --fetch-timeout=',
  'npm run':
    '--if-present --workspace= -w= --workspaces -ws --include-workspace-root --ignore-scripts --foreground-scripts --script-shell= --verbose',
  pip: '--debug --isolated --require-virtualenv --python= -v --verbose -V --version -q --quiet --log= --no-input --keyring-provider= --proxy= --retries= --timeout= --exists-action= --trusted-host= --cert= --client-cert= --cache-dir= --no-cache-dir --disable-pip-version-check --no-color --no-python-version-warning --use-feature= --use-deprecated= --resume-retries= --root-user-action=',
  'pip install':
    '-r= --requirement= -c= --constraint= --build-constraint= --no-deps --pre -e= --editable= --dry-run -t= --target= --platform= --python-version= --implementation= --abi= --user --root= --prefix= --src= -U --upgrade --upgrade-strategy= --force-reinstall -I --ignore-installed --ignore-requires-python --no-build-isolation --use-pep517 --no-use-pep517 --check-build-dependencies --break-system-packages -C= --config-settings= --global-option= --install-option= --compile --no-compile --no-warn-script-location --no-warn-conflicts --no-binary= --only-binary= --prefer-binary --require-hashes --progress-bar= --root-user-action= --report= --group= --no-clean -i= --index-url= --extra-index-url= --no-index -f= --find-links= --src=',
  'git commit':
    '-a --all -p --patch -C= --reuse-message= -c= --reedit-message= --fixup= --squash= --reset-author --short --branch --porcelain --long -z --null -F= --file= --author= --date= -m= --message= -t= --template= -s --signoff --no-signoff --trailer= -n --no-verify --verify --allow-empty --allow-empty-message --cleanup= -e --edit --no-edit --amend --no-post-rewrite -i --include -o --only --pathspec-from-file= --pathspec-file-nul -u --untracked-files --untracked-files= -v --verbose -q --quiet --dry-run --status --no-status -S --gpg-sign --gpg-sign= --no-gpg-sign',
  'go build':
    '-o= -a -n -p= -race -msan -asan -cover -covermode= -coverpkg= -v -work -x -asmflags= -buildmode= -buildvcs= -compiler= -gccgoflags= -gcflags= -installsuffix= -json -ldflags= -linkshared -mod= -modcacherw -modfile= -overlay= -pgo= -pkgdir= -tags= -trimpath -toolexec= -C=',
  'git push':
    '--all --branches --prune --mirror -n --dry-run -d --delete --tags --follow-tags --signed --signed= --no-signed --atomic --no-atomic -o= --push-option= --receive-pack= --exec= --force-with-lease --force-with-lease= --no-force-with-lease --force-if-includes --no-force-if-includes -f --force --repo= -u --set-upstream --thin --no-thin -q --quiet -v --verbose --progress --no-progress --recurse-submodules= --recurse-submodules --no-recurse-submodules --verify --no-verify -4 --ipv4 -6 --ipv6 --porcelain',
  'git stash': '',
};

/** Subcommands that the specifications leave out, common plugins among them. */
export const moreSubcommands: Readonly<Record<string, string>> = {
  git: 'am annotate bundle cat-file check-attr check-ignore check-mailmap check-ref-format cherry cherry-pick citool column commit-graph commit-tree count-objects credential describe diff-files diff-index diff-tree difftool fast-export fast-import filter-branch filter-repo flow for-each-ref for-each-repo format-patch fsck gc get-tar-commit-id gui hash-object help http-backend index-pack instaweb interpret-trailers lfs ls-files ls-tree mailinfo mailsplit maintenance merge-base merge-file merge-tree mktag mktree multi-pack-index name-rev notes p4 pack-objects pack-refs patch-id prune prune-packed quiltimport range-diff read-tree receive-pack repack replace replay request-pull rerere rev-list rev-parse secret send-email send-pack shortlog show-branch show-index show-ref sparse-checkout stripspace subtree svn symbolic-ref unpack-file unpack-objects update-index update-ref update-server-info upload-archive upload-pack var verify-commit verify-pack verify-tag version whatchanged write-tree gitk crypt town absorb machete',
  terraform: 'test metadata modules stacks env rpcapi query',
  'terraform state': 'list mv pull push rm show replace-provider identities',
  docker:
    'manifest debug init model mcp scout ai desktop extension checkpoint cloud offload sandbox pass dev feedback app slim volume engine',
  'docker manifest': 'annotate create inspect push rm',
  'docker buildx':
    'bake build create dap debug dial-stdio du history imagetools inspect install ls policy prune rm stop uninstall use version',
  'docker compose':
    'attach bridge build commit config convert cp create down events exec export images kill logs ls pause port ps publish pull push restart rm run scale start stats stop top unpause up version volumes wait watch',
  'docker-compose': 'attach bridge commit ls publish scale stats volumes wait watch export help',
  cargo:
    'clippy fmt audit watch nextest deny outdated miri tarpaulin install-update edit upgrade llvm-cov make tauri machete binstall udeps hack geiger bloat flamegraph generate insta lambda chef fuzz mutants release zigbuild expand info set-version sort leptos xtask component ndk apk wasix dist semver-checks msrv careful show-asm llvm-lines criterion readme rdme sweep cache about modules depgraph rm config report update help espflash embed binutils objcopy size nm pgrx shuttle sqlx prisma run-bin',
  go: 'telemetry help',
  poetry: 'export plugin python sync shell up bundle dynamic-versioning poe',
  gh: 'attestation cache label org ruleset search status variable preview copilot models agent-task at cs help act dash poi skyline',
  minikube: 'dashboard image license audit help',
  kind: 'build help',
  pip: 'index inspect lock cache help',
  kubectl:
    'cluster-info options krew ctx ns neat tree argo cnpg oidc-login view-secret stern resource-capacity who-can node-shell sniff rollout alpha kuberc help kubent konfig images get-all cert-manager directpv minio ingress-nginx hns access-matrix outdated score slice df-pv evict-pod exec-as iexec ktop graph cost debug doctor gadget karmada linkerd mtail modify-secret openebs popeye prune-unused retina rook-ceph rbac-lookup tap trace vpa-recommendation explore fields fleet foreach fuzzy blame community-images argo-rollouts',
  helm: 'diff secrets push cm-push env unittest mapkubeapis git s3 gcs schema dt ls 2to3 edit datree values-schema-json images help',
};
