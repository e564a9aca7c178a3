import { k8s } from 'cdk8s-plus-27';
import { entryPointArguments, INTERNAL_ENTRY_POINT, INTERNAL_PORT } from '../../controllers/traefik/entry-points';
import { PlainObject } from '../../model/plain';
import { Protocol } from '../../model/port';
import { assertKept } from '../../objects/kept';
import { ControllerServiceOptions } from '../service-options';
import { PlannedEntryPoint, servicePorts } from './entry-point-plan';

/** The tag v3.7.9 of the official image. */
export const IMAGE = 'traefik:v3.7.9@sha256:652929a140a32d7cafafb13c6cdfab5376cfeff800f51397b87b524501ed02a8';
/** Seconds between a Pod's leaving the Service and its end: until then connections still come. */
const LEAVING_SECONDS = 10;
/** Seconds beyond all waiting, until a Pod that does not end is killed. */
const MARGIN_SECONDS = 10;

/** What an installed Traefik is called, and which namespaces it reads. */
export interface TraefikNames {
  readonly name: string;
  readonly namespace: string;
  /** Namespaces of the backends, sorted. */
  readonly reads: readonly string[];
}

/** What its Deployment is made of. */
export interface TraefikSpec {
  readonly names: TraefikNames;
  readonly image: string;
  readonly entryPoints: readonly PlannedEntryPoint[];
  readonly allowCrossNamespace: boolean;
  readonly furtherArgs: readonly string[];
  readonly graceSeconds: number;
  readonly replicas?: number;
  readonly resources?: k8s.ResourceRequirements;
}

/** The labels by which Service and Deployment find the Pods. */
export function selectorLabels({ name }: TraefikNames): { [key: string]: string } {
  return { 'app.kubernetes.io/instance': name, 'app.kubernetes.io/name': 'traefik' };
}

/**
 * What Traefik may read, in the namespaces of the backends and nowhere else. Its provider waits for all of these lists before it serves the
 * first route, those that no route here needs, too.
 */
export function accessManifests(names: TraefikNames): unknown[] {
  const { name, namespace } = names;
  const labels = selectorLabels(names);
  const verbs = ['list', 'watch'];
  return [
    k8s.KubeServiceAccount.manifest({ metadata: { name, namespace, labels } }),
    k8s.KubeClusterRole.manifest({
      metadata: { name, labels },
      rules: [
        { apiGroups: [''], resources: ['services', 'secrets', 'configmaps'], verbs },
        { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs },
        { apiGroups: ['traefik.io'], resources: TRAEFIK_KINDS, verbs },
      ],
    }),
    ...names.reads.map((read): unknown =>
      k8s.KubeRoleBinding.manifest({
        metadata: { name, namespace: read, labels },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
        subjects: [{ kind: 'ServiceAccount', name, namespace }],
      }),
    ),
  ];
}

const TRAEFIK_KINDS = [
  'ingressroutes',
  'ingressroutetcps',
  'ingressrouteudps',
  'middlewares',
  'middlewaretcps',
  'serverstransports',
  'serverstransporttcps',
  'tlsoptions',
  'tlsstores',
  'traefikservices',
];

/** The arguments that Traefik is started with. */
export function startArguments({ names, entryPoints, allowCrossNamespace, furtherArgs }: TraefikSpec): string[] {
  const provider = '--providers.kubernetescrd';
  return [
    '--global.checkNewVersion=false',
    ...entryPointArguments({ name: INTERNAL_ENTRY_POINT, port: INTERNAL_PORT, protocol: Protocol.TCP }),
    '--ping=true',
    `${provider}=true`,
    `${provider}.ingressClass=${names.name}`,
    `${provider}.namespaces=${names.reads.join(',')}`,
    // Without Nodes, which only routes to NodePorts need, it reads nothing outside of its namespaces.
    `${provider}.disableClusterScopeResources=true`,
    ...(allowCrossNamespace ? [`${provider}.allowCrossNamespace=true`] : []),
    ...entryPoints.flatMap(entryPointArguments),
    ...furtherArgs,
  ];
}

/** A new port is a new argument, and so a new Pod: the old one stays until the new one answers. */
export function deploymentManifest(spec: TraefikSpec): PlainObject {
  const { names, replicas } = spec;
  const labels = selectorLabels(names);
  const container = containerOf(spec);
  const manifest = k8s.KubeDeployment.manifest({
    metadata: { name: names.name, namespace: names.namespace, labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(0) } },
      template: {
        metadata: { labels },
        spec: {
          containers: [container],
          // A Service named traefik would give the Pod variables that Traefik takes for settings.
          enableServiceLinks: false,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          securityContext: { runAsGroup: 65532, runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
          serviceAccountName: names.name,
          terminationGracePeriodSeconds: LEAVING_SECONDS + spec.graceSeconds + MARGIN_SECONDS,
        },
      },
    },
  }) as { spec: { template: { spec: { containers: PlainObject[] } } } } & PlainObject;
  const [rendered] = manifest.spec.template.spec.containers;
  assertKept(spec.resources, rendered.resources, 'resources', 'give amounts as k8s.Quantity.fromString(…)');
  return manifest;
}

function containerOf(spec: TraefikSpec): k8s.Container {
  return {
    name: 'traefik',
    image: spec.image,
    imagePullPolicy: 'IfNotPresent',
    args: startArguments(spec),
    // Traefik closes its ports at the first signal; nodes learn that the Pod is leaving a moment later.
    lifecycle: { preStop: { exec: { command: ['sleep', String(LEAVING_SECONDS)] } } },
    livenessProbe: pingProbe(3),
    // Ping answers at once, the routes are read a moment later.
    readinessProbe: { ...pingProbe(1), initialDelaySeconds: 5 },
    ports: [{ port: INTERNAL_PORT, protocol: Protocol.TCP }, ...spec.entryPoints].map(({ port, protocol }) => ({
      containerPort: port,
      protocol,
    })),
    resources: spec.resources,
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true },
  };
}

function pingProbe(failureThreshold: number): k8s.Probe {
  return {
    failureThreshold,
    httpGet: { path: '/ping', port: k8s.IntOrString.fromNumber(INTERNAL_PORT) },
    periodSeconds: 5,
    timeoutSeconds: 2,
  };
}

export function serviceManifest(
  names: TraefikNames,
  options: ControllerServiceOptions,
  entryPoints: readonly PlannedEntryPoint[],
): PlainObject {
  const type = options.type ?? 'LoadBalancer';
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: names.name, namespace: names.namespace, labels: selectorLabels(names), annotations: options.annotations },
    spec: {
      type,
      externalTrafficPolicy: options.externalTrafficPolicy ?? (type === 'LoadBalancer' ? 'Local' : undefined),
      allocateLoadBalancerNodePorts: options.allocateLoadBalancerNodePorts,
      ports: servicePorts(entryPoints),
      selector: selectorLabels(names),
    },
  };
}
