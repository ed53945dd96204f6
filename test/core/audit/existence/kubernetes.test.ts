import { checkTable } from './table.ts';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  labels: { app: api }
spec:
  replicas: 3
  strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 1, maxUnavailable: 25% } }
  selector: { matchLabels: { app: api } }
  template:
    metadata:
      labels: { app: api }
    spec:
      restartPolicy: Always
      containers:
        - name: api
          image: api:1.2
          imagePullPolicy: IfNotPresent
          ports: [{ containerPort: 8080, protocol: TCP }]
          env:
            - name: PORT
              value: "8080"
          resources: { limits: { cpu: 1, memory: 256Mi } }
          livenessProbe:
            httpGet: { path: /, port: 8080 }
            periodSeconds: 5
`;

const edited = (from: string, to: string): Readonly<Record<string, string>> => ({
  'k8s/api.yaml': deployment.replace(from, to),
});
const sound = { 'k8s/api.yaml': deployment };

const chart = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n',
  'chart/values.yaml': 'replicaCount: 2\nimage:\n  repository: api\n  tag: "1"\n',
  'chart/templates/_helpers.tpl': '{{- define "api.fullname" -}}x{{- end -}}\n',
};
const template = (value: string, field = 'replicas'): Readonly<Record<string, string>> => ({
  'chart/templates/api.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ include "api.fullname" . }}\nspec:\n  ${field}: {{ ${value} }}\n  {{- with .Values.extra }}\n  {{- toYaml . | nindent 2 }}\n  {{- end }}\n  template:\n    spec:\n      containers:\n        - name: {{ .Chart.Name }}\n          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"\n`,
});

checkTable('what manifests of Kubernetes name', [
  {
    name: 'a field that the kind does not have',
    wrong: edited('replicas:', 'replica:'),
    found: ['notFound spec.replica'],
    says: 'Did you mean replicas?',
    sound,
  },
  {
    name: 'a field deep in a container',
    wrong: edited('periodSeconds', 'periodSecond'),
    found: ['notFound spec.template.spec.containers.livenessProbe.periodSecond'],
    sound,
  },
  {
    name: 'a field that stands a level too high',
    wrong: edited(
      '          resources: { limits: { cpu: 1, memory: 256Mi } }',
      '          limits: { memory: 256Mi }',
    ),
    found: ['notFound spec.template.spec.containers.limits'],
    says: 'It belongs below resources.',
    sound,
  },
  {
    name: 'a value that the field does not take',
    wrong: edited('IfNotPresent', 'IfNotPresnt'),
    found: ['notFound imagePullPolicy: IfNotPresnt'],
    says: 'Did you mean IfNotPresent?',
    sound,
  },
  {
    name: 'a number where text must stand',
    wrong: edited('"8080"', '8080'),
    found: ['contradicted value'],
    sound,
  },
  {
    name: 'text where a number must stand',
    wrong: edited('replicas: 3', 'replicas: three'),
    found: ['contradicted replicas'],
    sound,
  },
  {
    name: 'a map where a list must stand',
    wrong: edited(
      'ports: [{ containerPort: 8080, protocol: TCP }]',
      'ports: { containerPort: 8080 }',
    ),
    found: ['contradicted ports'],
    sound,
  },
  {
    name: 'a kind in the wrong group',
    wrong: edited('apps/v1', 'v1'),
    found: ['notFound v1 Deployment'],
    says: 'apps/v1 Deployment',
    sound,
  },
  {
    name: 'a version that the group never had',
    wrong: edited('apps/v1', 'apps/v2'),
    found: ['notFound apps/v2 Deployment'],
    sound,
  },
  {
    name: 'a misspelt kind',
    wrong: edited('kind: Deployment', 'kind: Deploymnt'),
    found: ['notFound apps/v1 Deploymnt'],
    sound,
  },
  {
    name: 'an interface that was removed, and what to use',
    wrong: {
      'ingress.yaml': 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: web }\n',
    },
    found: ['removed extensions/v1beta1 Ingress'],
    says: 'removed in Kubernetes 1.22. Use apiVersion: networking.k8s.io/v1.',
    sound: {
      'ingress.yaml':
        'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: web }\nspec:\n  rules:\n    - http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend: { service: { name: web, port: { number: 80 } } }\n',
    },
  },
  {
    name: 'fields of the old version in the new one',
    wrong: {
      'i.yaml':
        'apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec:\n  rules:\n    - http:\n        paths:\n          - path: /\n            backend: { serviceName: web, servicePort: 80 }\n',
    },
    found: ['notFound spec.rules.http.paths.backend.serviceName'],
    sound: {
      'i.yaml':
        'apiVersion: networking.k8s.io/v1\nkind: Ingress\nspec:\n  defaultBackend: { service: { name: web, port: { name: http } } }\n',
    },
  },
  {
    name: 'only the last of several documents is wrong',
    wrong: {
      'all.yaml': `${deployment}---\napiVersion: policy/v1beta1\nkind: PodDisruptionBudget\n`,
    },
    found: ['removed policy/v1beta1 PodDisruptionBudget'],
    sound: {
      'all.yaml': `${deployment}---\n# nothing\n---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nspec: { minAvailable: 1 }\n`,
    },
  },
  {
    name: 'a kind that a definition in the workspace adds',
    workspace: {
      'crd.yaml':
        'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  group: shop.example.org\n  names: { kind: Basket, plural: baskets }\n',
    },
    wrong: { 'b.yaml': 'apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\n' },
    found: ['removed autoscaling/v2beta2 HorizontalPodAutoscaler'],
    sound: {
      'b.yaml':
        'apiVersion: shop.example.org/v1\nkind: Basket\nspec: { anything: 1 }\n---\napiVersion: cert-manager.io/v1\nkind: Certificate\nspec: { secretNam: x }\n',
    },
  },
  {
    name: 'a template is read where its lines are plain',
    workspace: chart,
    wrong: template('.Values.replicaCount', 'replicass'),
    found: ['notFound spec.replicass'],
    sound: template('.Values.replicaCount'),
  },
  {
    name: 'a value of a chart that is almost another',
    workspace: chart,
    wrong: template('.Values.replicaCuont'),
    found: ['notFound .Values.replicaCuont'],
    says: 'Did you mean replicaCount?',
    sound: template('.Values.replicaCount | default 1'),
  },
  {
    name: 'a patch of kustomize names only what it changes',
    workspace: {
      'k/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches: [{ path: p.yaml }]\n',
    },
    wrong: {
      'k/p.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api }\nspec:\n  template:\n    spec:\n      container: []\n',
    },
    found: ['notFound spec.template.spec.container'],
    sound: {
      'k/p.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api }\nspec:\n  template:\n    spec:\n      $patch: replace\n      containers: []\n',
    },
  },
]);
