/** Manifests for the tables of cases. Each part has a line of its own that does not move, so that a case can name it by number. */

import { Files } from './case';

interface Metadata {
  readonly name?: string;
  readonly namespace?: string;
  /** As YAML, `{ key: value }`. */
  readonly annotations?: string;
}

function metadata({ name, namespace, annotations }: Metadata, fallback: string): string {
  const fields = [
    `name: ${name ?? fallback}`,
    ...(namespace === undefined ? [] : [`namespace: ${namespace}`]),
    ...(annotations === undefined ? [] : [`annotations: ${annotations}`]),
  ];
  return `metadata: { ${fields.join(', ')} }`;
}

export interface ServiceProps extends Metadata {
  /** @default "{ app: web }" */
  readonly selector?: string;
  /** @default - port 80 to 8080 */
  readonly ports?: readonly string[];
  /** More lines of the spec. */
  readonly more?: readonly string[];
}

/** Line 3 metadata, 5 selector, 6 ports, 7 and on each port, then the rest. */
export function service({
  selector = '{ app: web }',
  ports = ['{ port: 80, targetPort: 8080 }'],
  more = [],
  ...meta
}: ServiceProps = {}): string {
  return lines(
    'apiVersion: v1',
    'kind: Service',
    metadata(meta, 'web'),
    'spec:',
    `  selector: ${selector}`,
    '  ports:',
    ...ports.map((port) => `    - ${port}`),
    ...more.map((line) => `  ${line}`),
  );
}

export interface WorkloadProps extends Metadata {
  /** @default "Deployment" */
  readonly kind?: string;
  /** @default "{ app: web }" */
  readonly labels?: string;
  /** @default - labels */
  readonly selector?: string;
  /** Fields of the template's metadata beside the labels, `annotations: {…}`. */
  readonly template?: string;
  /** @default - one container that declares port 8080 */
  readonly containers?: readonly string[];
  /** More lines of the Pod's spec. */
  readonly pod?: readonly string[];
  /** More lines of the spec. */
  readonly more?: readonly string[];
}

/** Line 3 metadata, 5 selector, 7 labels, 10 and on each container, then the rest of the Pod, then the rest. */
export function workload({
  kind = 'Deployment',
  labels = '{ app: web }',
  selector,
  template,
  containers,
  pod = [],
  more = [],
  ...meta
}: WorkloadProps = {}): string {
  return lines(
    'apiVersion: apps/v1',
    `kind: ${kind}`,
    metadata(meta, 'web'),
    'spec:',
    `  selector: { matchLabels: ${selector ?? labels} }`,
    '  template:',
    `    metadata: { labels: ${labels}${template === undefined ? '' : `, ${template}`} }`,
    '    spec:',
    '      containers:',
    ...(containers ?? [container('main', '{ containerPort: 8080 }')]).map((each) => `        - ${each}`),
    ...pod.map((line) => `      ${line}`),
    ...more.map((line) => `  ${line}`),
  );
}

export function container(name: string, ...ports: readonly string[]): string {
  return `{ name: ${name}, image: ${name}${ports.length > 0 ? `, ports: [${ports.join(', ')}]` : ''} }`;
}

/** A Job whose Pods have the labels. Line 8 labels. */
export function job(name: string, labels: string, kind: 'Job' | 'CronJob' = 'Job'): string {
  const body = [
    'template:',
    `  metadata: { labels: ${labels} }`,
    '  spec:',
    '    containers:',
    '      - { name: main, image: main }',
    '    restartPolicy: Never',
  ];
  return kind === 'Job'
    ? lines('apiVersion: batch/v1', 'kind: Job', `metadata: { name: ${name} }`, 'spec:', ...body.map((line) => `  ${line}`))
    : lines(
        'apiVersion: batch/v1',
        'kind: CronJob',
        `metadata: { name: ${name} }`,
        'spec:',
        "  schedule: '0 0 * * *'",
        '  jobTemplate:',
        '    spec:',
        ...body.map((line) => `      ${line}`),
      );
}

export interface MapProps extends Metadata {
  readonly entries?: readonly string[];
}

/** Line 3 metadata, 4 data, 5 and on each entry. */
export function streamMap({ entries = ['"9000": default/web:80'], ...meta }: MapProps = {}): string {
  return lines(
    'apiVersion: v1',
    'kind: ConfigMap',
    metadata({ namespace: 'ingress-nginx', ...meta }, 'tcp-services'),
    'data:',
    ...entries.map((entry) => `  ${entry}`),
  );
}

export interface ControllerProps extends WorkloadProps {
  /** @default "registry.k8s.io/ingress-nginx/controller:v1.15.1" */
  readonly image?: string;
  /** After the program's name. @default - the map tcp-services of its namespace */
  readonly args?: readonly string[];
  /** @default "[{ name: http, containerPort: 80 }]" */
  readonly ports?: string;
}

/** The controller. Line 3 metadata, 7 labels, 10 container, 11 image, 12 args, 13 the program, 14 and on each argument, then its ports. */
export function controller({
  image = 'registry.k8s.io/ingress-nginx/controller:v1.15.1',
  args = ['--tcp-services-configmap=$(POD_NAMESPACE)/tcp-services'],
  ports = '[{ name: http, containerPort: 80 }]',
  containers = [],
  ...props
}: ControllerProps = {}): string {
  const whole = [
    'name: controller',
    `  image: ${image}`,
    '  args:',
    ...[image.includes('haproxy') ? '--v=1' : '/nginx-ingress-controller', ...args].map((arg) => `    - ${arg}`),
    `  ports: ${ports}`,
  ];
  return workload({
    name: 'controller',
    namespace: 'ingress-nginx',
    labels: '{ app: ingress }',
    ...props,
    containers: [whole.join('\n        '), ...containers],
  });
}

/** Its Service. Line 7 is HTTP, 8 and on the other ports. */
export function controllerService({ ports = ['{ name: tcp-9000, port: 9000 }'], ...props }: ServiceProps = {}): string {
  return service({
    name: 'controller',
    namespace: 'ingress-nginx',
    selector: '{ app: ingress }',
    ...props,
    ports: ['{ name: http, port: 80 }', ...ports],
    more: ['type: LoadBalancer', ...(props.more ?? [])],
  });
}

/** A correct gateway: port 9000 to the Deployment web. Parts can be replaced, and taken away with an empty text. */
export function gateway(parts: Files = {}): Files {
  const whole = {
    'controller.yaml': controller(),
    'service.yaml': controllerService(),
    'tcp.yaml': streamMap(),
    'web-service.yaml': service(),
    'web.yaml': workload(),
    ...parts,
  };
  return Object.fromEntries(Object.entries(whole).filter(([, text]) => text !== ''));
}

/** Arguments of a controller that reads both maps. */
export const BOTH_MAPS = [
  '--tcp-services-configmap=$(POD_NAMESPACE)/tcp-services',
  '--udp-services-configmap=$(POD_NAMESPACE)/udp-services',
];

export function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

/** Documents of one file. The first begins on line 1, and each other one after its `---`. */
export function documents(...all: readonly string[]): string {
  return all.join('---\n');
}

/** An annotation that ignores a rule. */
export function ignoring(rule: string, reason = 'we know'): string {
  return `{ multiport.dev/ignore.${rule}: ${reason} }`;
}

/** `text` with a part exchanged, which has to be there. */
export function swap(text: string, from: string, to: string): string {
  if (!text.includes(from)) {
    throw new Error(`"${from}" is not there`);
  }
  return text.replace(from, to);
}
