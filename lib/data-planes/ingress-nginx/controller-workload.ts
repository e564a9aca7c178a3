import { k8s } from 'cdk8s-plus-27';
import { assertKept } from '../../objects/kept';
import { PlainObject } from '../../model/plain';
import { flagValue } from '../../controllers/ingress-nginx/controller-args';
import { ControllerNames, objectLabels, selectorLabels } from './controller-names';
import { Release } from './releases';

const WEBHOOK_PORT = 8443;
const HEALTH_PORT = 10254;
const CERTIFICATES = '/usr/local/certificates';

/** What the controller's Deployment is made of. */
export interface ControllerSpec {
  readonly names: ControllerNames;
  readonly release: Release;
  readonly image: string;
  /** The finished list, program first. */
  readonly args: readonly string[];
  /** Whether it serves Ingresses and their admission webhook, too. */
  readonly full: boolean;
  readonly replicas?: number;
  readonly resources?: k8s.ResourceRequirements;
}

/** The arguments that upstream starts the controller with; for TCP and UDP alone, without all that serves Ingresses. */
export function baseArgs(
  names: ControllerNames,
  electionId: string,
  classes: { controller: string; ingress: string },
  full: boolean,
): string[] {
  return [
    '/nginx-ingress-controller',
    `--publish-service=$(POD_NAMESPACE)/${names.controller}`,
    `--election-id=${electionId}`,
    `--controller-class=${classes.controller}`,
    `--ingress-class=${classes.ingress}`,
    `--configmap=$(POD_NAMESPACE)/${names.controller}`,
    ...(full
      ? [
          `--validating-webhook=:${WEBHOOK_PORT}`,
          `--validating-webhook-certificate=${CERTIFICATES}/cert`,
          `--validating-webhook-key=${CERTIFICATES}/key`,
        ]
      : []),
  ];
}

export function deploymentManifest(spec: ControllerSpec): PlainObject {
  const { names, release, full } = spec;
  const labels = objectLabels(names, release.version, 'controller');
  const container = controllerContainer(spec);
  const manifest = k8s.KubeDeployment.manifest({
    metadata: { name: names.controller, namespace: names.namespace, labels },
    spec: {
      replicas: spec.replicas,
      minReadySeconds: 0,
      revisionHistoryLimit: 10,
      selector: { matchLabels: selectorLabels(names) },
      strategy: release.hardened ? { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(1) } } : undefined,
      template: {
        metadata: { labels: release.hardened ? labels : selectorLabels(names) },
        spec: {
          automountServiceAccountToken: release.hardened ? true : undefined,
          containers: [container],
          dnsPolicy: 'ClusterFirst',
          // Without Ingresses the Pod needs no environment variable for each port of each Service of its namespace.
          enableServiceLinks: full ? undefined : false,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          serviceAccountName: names.instance,
          terminationGracePeriodSeconds: 300,
          volumes: full ? [{ name: 'webhook-cert', secret: { secretName: names.admission } }] : undefined,
        },
      },
    },
  }) as { spec: { template: { spec: { containers: PlainObject[] } } } } & PlainObject;
  const [rendered] = manifest.spec.template.spec.containers;
  assertKept(spec.resources, rendered.resources, 'resources', 'give amounts as k8s.Quantity.fromString(…)');
  return manifest;
}

function controllerContainer(spec: ControllerSpec): k8s.Container {
  const { release, full } = spec;
  const field = (name: string, fieldPath: string): k8s.EnvVar => ({ name, valueFrom: { fieldRef: { fieldPath } } });
  return {
    name: 'controller',
    image: spec.image,
    imagePullPolicy: 'IfNotPresent',
    args: [...spec.args],
    env: [
      field('POD_NAME', 'metadata.name'),
      field('POD_NAMESPACE', 'metadata.namespace'),
      { name: 'LD_PRELOAD', value: '/usr/local/lib/libmimalloc.so' },
    ],
    lifecycle: { preStop: { exec: { command: ['/wait-shutdown'] } } },
    livenessProbe: healthProbe(5, spec.args),
    readinessProbe: healthProbe(3, spec.args),
    ports: full ? httpPorts(spec.args) : undefined,
    resources: spec.resources ?? { requests: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('90Mi') } },
    securityContext: {
      allowPrivilegeEscalation: !release.hardened,
      capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
      runAsUser: 101,
      ...(release.hardened
        ? { readOnlyRootFilesystem: false, runAsGroup: 82, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } }
        : {}),
    },
    volumeMounts: full ? [{ name: 'webhook-cert', mountPath: `${CERTIFICATES}/`, readOnly: true }] : undefined,
  };
}

function healthProbe(failureThreshold: number, args: readonly string[]): k8s.Probe {
  return {
    failureThreshold,
    httpGet: { path: '/healthz', port: k8s.IntOrString.fromNumber(portFlag(args, '--healthz-port', HEALTH_PORT)), scheme: 'HTTP' },
    initialDelaySeconds: 10,
    periodSeconds: 10,
    successThreshold: 1,
    timeoutSeconds: 1,
  };
}

function httpPorts(args: readonly string[]): k8s.ContainerPort[] {
  return [
    { name: 'http', containerPort: portFlag(args, '--http-port', 80), protocol: 'TCP' },
    { name: 'https', containerPort: portFlag(args, '--https-port', 443), protocol: 'TCP' },
    { name: 'webhook', containerPort: WEBHOOK_PORT, protocol: 'TCP' },
  ];
}

function portFlag(args: readonly string[], flag: string, otherwise: number): number {
  return Number(flagValue(args, flag) ?? otherwise);
}
