import kubernetes from '../known/kubernetes.json' with { type: 'json' };

/** Kinds by `group/version Kind`, as the model that has their fields. */
export const models: Readonly<Record<string, string>> = kubernetes.kinds;

const fields: Readonly<Record<string, string>> = kubernetes.fields;

/** The release whose interface was read. */
export const RELEASE = 'Kubernetes 1.36 fields';

export function fieldsOf(model: string): ReadonlyMap<string, string> | undefined {
  const text = fields[model];
  if (text === undefined) return undefined;
  return new Map(
    text
      .split(' ')
      .filter((field) => field !== '')
      .map((field) => {
        const at = field.lastIndexOf(':');
        return [field.slice(0, at), field.slice(at + 1)];
      }),
  );
}

interface Removal {
  readonly since: string;
  readonly instead: string;
}

/** Interfaces that clusters no longer serve: `group/version Kind`, or `*` for all kinds. */
export const removed: Readonly<Record<string, Removal>> = {
  'extensions/v1beta1 Deployment': { since: '1.16', instead: 'apps/v1' },
  'extensions/v1beta1 DaemonSet': { since: '1.16', instead: 'apps/v1' },
  'extensions/v1beta1 ReplicaSet': { since: '1.16', instead: 'apps/v1' },
  'extensions/v1beta1 NetworkPolicy': { since: '1.16', instead: 'networking.k8s.io/v1' },
  'extensions/v1beta1 PodSecurityPolicy': { since: '1.16', instead: 'Pod Security Admission' },
  'extensions/v1beta1 Ingress': { since: '1.22', instead: 'networking.k8s.io/v1' },
  'apps/v1beta1 *': { since: '1.16', instead: 'apps/v1' },
  'apps/v1beta2 *': { since: '1.16', instead: 'apps/v1' },
  'networking.k8s.io/v1beta1 Ingress': { since: '1.22', instead: 'networking.k8s.io/v1' },
  'networking.k8s.io/v1beta1 IngressClass': { since: '1.22', instead: 'networking.k8s.io/v1' },
  'admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration': {
    since: '1.22',
    instead: 'admissionregistration.k8s.io/v1',
  },
  'admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration': {
    since: '1.22',
    instead: 'admissionregistration.k8s.io/v1',
  },
  'admissionregistration.k8s.io/v1beta1 ValidatingAdmissionPolicy': {
    since: '1.34',
    instead: 'admissionregistration.k8s.io/v1',
  },
  'apiextensions.k8s.io/v1beta1 *': { since: '1.22', instead: 'apiextensions.k8s.io/v1' },
  'apiregistration.k8s.io/v1beta1 *': { since: '1.22', instead: 'apiregistration.k8s.io/v1' },
  'authentication.k8s.io/v1beta1 TokenReview': {
    since: '1.22',
    instead: 'authentication.k8s.io/v1',
  },
  'authorization.k8s.io/v1beta1 *': { since: '1.22', instead: 'authorization.k8s.io/v1' },
  'certificates.k8s.io/v1beta1 CertificateSigningRequest': {
    since: '1.22',
    instead: 'certificates.k8s.io/v1',
  },
  'coordination.k8s.io/v1beta1 Lease': { since: '1.22', instead: 'coordination.k8s.io/v1' },
  'rbac.authorization.k8s.io/v1beta1 *': { since: '1.22', instead: 'rbac.authorization.k8s.io/v1' },
  'rbac.authorization.k8s.io/v1alpha1 *': {
    since: '1.22',
    instead: 'rbac.authorization.k8s.io/v1',
  },
  'scheduling.k8s.io/v1beta1 PriorityClass': { since: '1.22', instead: 'scheduling.k8s.io/v1' },
  'storage.k8s.io/v1beta1 StorageClass': { since: '1.22', instead: 'storage.k8s.io/v1' },
  'storage.k8s.io/v1beta1 VolumeAttachment': { since: '1.22', instead: 'storage.k8s.io/v1' },
  'storage.k8s.io/v1beta1 CSIDriver': { since: '1.22', instead: 'storage.k8s.io/v1' },
  'storage.k8s.io/v1beta1 CSINode': { since: '1.22', instead: 'storage.k8s.io/v1' },
  'storage.k8s.io/v1beta1 CSIStorageCapacity': { since: '1.27', instead: 'storage.k8s.io/v1' },
  'batch/v1beta1 CronJob': { since: '1.25', instead: 'batch/v1' },
  'batch/v2alpha1 *': { since: '1.21', instead: 'batch/v1' },
  'discovery.k8s.io/v1beta1 EndpointSlice': { since: '1.25', instead: 'discovery.k8s.io/v1' },
  'events.k8s.io/v1beta1 Event': { since: '1.25', instead: 'events.k8s.io/v1' },
  'autoscaling/v2beta1 HorizontalPodAutoscaler': { since: '1.25', instead: 'autoscaling/v2' },
  'autoscaling/v2beta2 HorizontalPodAutoscaler': { since: '1.26', instead: 'autoscaling/v2' },
  'policy/v1beta1 PodDisruptionBudget': { since: '1.25', instead: 'policy/v1' },
  'policy/v1beta1 PodSecurityPolicy': { since: '1.25', instead: 'Pod Security Admission' },
  'node.k8s.io/v1beta1 RuntimeClass': { since: '1.25', instead: 'node.k8s.io/v1' },
  'node.k8s.io/v1alpha1 RuntimeClass': { since: '1.22', instead: 'node.k8s.io/v1' },
  'flowcontrol.apiserver.k8s.io/v1alpha1 *': {
    since: '1.21',
    instead: 'flowcontrol.apiserver.k8s.io/v1',
  },
  'flowcontrol.apiserver.k8s.io/v1beta1 *': {
    since: '1.26',
    instead: 'flowcontrol.apiserver.k8s.io/v1',
  },
  'flowcontrol.apiserver.k8s.io/v1beta2 *': {
    since: '1.29',
    instead: 'flowcontrol.apiserver.k8s.io/v1',
  },
  'flowcontrol.apiserver.k8s.io/v1beta3 *': {
    since: '1.32',
    instead: 'flowcontrol.apiserver.k8s.io/v1',
  },
};

/** Values that a field takes, by `Model.field`. */
export const enums: Readonly<Record<string, string>> = {
  'V1Container.imagePullPolicy': 'Always IfNotPresent Never',
  'V1Container.terminationMessagePolicy': 'File FallbackToLogsOnError',
  'V1Container.restartPolicy': 'Always OnFailure Never',
  'V1ContainerPort.protocol': 'TCP UDP SCTP',
  'V1PodSpec.restartPolicy': 'Always OnFailure Never',
  'V1PodSpec.dnsPolicy': 'ClusterFirst ClusterFirstWithHostNet Default None',
  'V1PodSpec.preemptionPolicy': 'Never PreemptLowerPriority',
  'V1ServiceSpec.type': 'ClusterIP NodePort LoadBalancer ExternalName',
  'V1ServiceSpec.sessionAffinity': 'ClientIP None',
  'V1ServiceSpec.externalTrafficPolicy': 'Cluster Local',
  'V1ServiceSpec.internalTrafficPolicy': 'Cluster Local',
  'V1ServiceSpec.ipFamilyPolicy': 'SingleStack PreferDualStack RequireDualStack',
  'V1ServicePort.protocol': 'TCP UDP SCTP',
  'V1DeploymentStrategy.type': 'Recreate RollingUpdate',
  'V1StatefulSetUpdateStrategy.type': 'OnDelete RollingUpdate',
  'V1DaemonSetUpdateStrategy.type': 'OnDelete RollingUpdate',
  'V1StatefulSetSpec.podManagementPolicy': 'OrderedReady Parallel',
  'V1CronJobSpec.concurrencyPolicy': 'Allow Forbid Replace',
  'V1JobSpec.completionMode': 'Indexed NonIndexed',
  'V1HTTPIngressPath.pathType': 'Exact Prefix ImplementationSpecific',
  'V1PersistentVolumeClaimSpec.volumeMode': 'Block Filesystem',
  'V1PersistentVolumeSpec.volumeMode': 'Block Filesystem',
  'V1PersistentVolumeSpec.persistentVolumeReclaimPolicy': 'Delete Recycle Retain',
  'V1PersistentVolumeClaimSpec.accessModes':
    'ReadWriteOnce ReadOnlyMany ReadWriteMany ReadWriteOncePod',
  'V1PersistentVolumeSpec.accessModes': 'ReadWriteOnce ReadOnlyMany ReadWriteMany ReadWriteOncePod',
  'V1StorageClass.reclaimPolicy': 'Delete Recycle Retain',
  'V1StorageClass.volumeBindingMode': 'Immediate WaitForFirstConsumer',
  'V1Toleration.effect': 'NoSchedule PreferNoSchedule NoExecute',
  'V1Toleration.operator': 'Exists Equal Lt Gt',
  'V1LabelSelectorRequirement.operator': 'In NotIn Exists DoesNotExist',
  'V1NodeSelectorRequirement.operator': 'In NotIn Exists DoesNotExist Gt Lt',
  'V1TopologySpreadConstraint.whenUnsatisfiable': 'DoNotSchedule ScheduleAnyway',
  'V1NetworkPolicySpec.policyTypes': 'Ingress Egress',
  'V1NetworkPolicyPort.protocol': 'TCP UDP SCTP',
  'V1PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy': 'IfHealthyBudget AlwaysAllow',
  'V1HTTPGetAction.scheme': 'HTTP HTTPS',
  'V1SeccompProfile.type': 'Localhost RuntimeDefault Unconfined',
  'V1VolumeMount.mountPropagation': 'None HostToContainer Bidirectional',
  'V2MetricSpec.type': 'ContainerResource External Object Pods Resource',
  'V2MetricTarget.type': 'Utilization Value AverageValue',
  'V2CrossVersionObjectReference.kind': '',
  'RbacV1Subject.kind': 'User Group ServiceAccount',
  'V1RoleRef.kind': 'Role ClusterRole',
};

/** Groups that Kubernetes itself serves; kinds of others are defined by whoever added them. */
export function isOwnGroup(apiVersion: string): boolean {
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  return (
    /^(?:|apps|batch|autoscaling|policy|extensions|core)$/.test(group) ||
    Object.keys(models).some((kind) => kind.startsWith(`${group}/`))
  );
}
