import { RuleCase } from '../../support/case';
import { ignoring, job, lines, swap, workload } from '../../support/yaml';

const rule = 'volume-source-missing';

const volume = (source: string, annotations?: string): string =>
  workload({ ...(annotations === undefined ? {} : { annotations }), pod: ['volumes:', `  - { name: v, ${source} }`] });
const TLS = volume('secret: { secretName: tls }');
const env = (field: string): string =>
  workload({ containers: [`{ name: main, image: main, ports: [{ containerPort: 8080 }], ${field} }`] });

export const CASES: readonly RuleCase[] = [
  {
    name: 'a Secret that is not there',
    input: TLS,
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        line: 12,
        column: 44,
        message: 'Deployment default/web needs Secret default/tls, which is not there, so its Pods do not start',
      },
    ],
  },
  { name: 'in an open world it may be elsewhere', input: TLS, expected: [{ rule, severity: 'info', line: 12, unverified: true }] },
  {
    name: 'a ConfigMap',
    input: volume('configMap: { name: config }'),
    world: 'closed',
    expected: [
      {
        rule,
        severity: 'error',
        line: 12,
        message: 'Deployment default/web needs ConfigMap default/config, which is not there, so its Pods do not start',
      },
    ],
  },
  {
    name: 'one of another namespace',
    input: { 'web.yaml': TLS, 'tls.yaml': lines('apiVersion: v1', 'kind: Secret', 'metadata: { name: tls, namespace: other }') },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'web.yaml', line: 12, related: ['tls.yaml:3'] }],
  },
  {
    name: 'in the environment',
    input: env('env: [{ name: A, valueFrom: { secretKeyRef: { name: db, key: a } } }]'),
    world: 'closed',
    expected: [{ rule, severity: 'error', line: 10 }],
  },
  {
    name: 'the whole of one in the environment',
    input: env('envFrom: [{ configMapRef: { name: db } }]'),
    world: 'closed',
    expected: [{ rule, severity: 'error', line: 10 }],
  },
  {
    name: 'of an init container',
    input: workload({ pod: ['initContainers:', '  - { name: i, image: i, envFrom: [{ secretRef: { name: db } }] }'] }),
    world: 'closed',
    expected: [{ rule, severity: 'error', line: 12 }],
  },
  {
    name: 'twice in one workload is one finding',
    input: workload({ pod: ['volumes:', '  - { name: v, secret: { secretName: tls } }', '  - { name: w, secret: { secretName: tls } }'] }),
    world: 'closed',
    expected: [{ rule, severity: 'error', line: 12 }],
  },
  {
    name: 'it is there',
    input: { 'web.yaml': TLS, 'tls.yaml': lines('apiVersion: v1', 'kind: Secret', 'metadata: { name: tls, namespace: default }') },
    world: 'closed',
    expected: [],
  },
  { name: 'optional', input: volume('secret: { secretName: tls, optional: true }'), world: 'closed', expected: [] },
  { name: 'in every namespace', input: volume('configMap: { name: kube-root-ca.crt }'), world: 'closed', expected: [] },
  {
    name: 'declared',
    input: TLS,
    world: 'closed',
    externals: { objects: [{ kind: 'Secret', namespace: 'default', name: 'tls' }] },
    expected: [],
  },
  ...(
    [
      ['cert-manager', 'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: x }\nspec: { secretName: tls }\n'],
      [
        'an Ingress with an issuer',
        'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: x, annotations: { cert-manager.io/cluster-issuer: a } }\nspec: { tls: [{ secretName: tls }] }\n',
      ],
      ['a SealedSecret', 'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: tls }\n'],
      [
        'an ExternalSecret',
        'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: x }\nspec: { target: { name: tls } }\n',
      ],
      ['an ExternalSecret of its name', 'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: tls }\nspec: {}\n'],
      [
        'a SecretProviderClass',
        'apiVersion: secrets-store.csi.x-k8s.io/v1\nkind: SecretProviderClass\nmetadata: { name: x }\nspec: { secretObjects: [{ secretName: tls }] }\n',
      ],
      [
        'a VaultStaticSecret',
        'apiVersion: secrets.hashicorp.com/v1beta1\nkind: VaultStaticSecret\nmetadata: { name: x }\nspec: { destination: { name: tls } }\n',
      ],
      ['a kustomization', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nsecretGenerator: [{ name: tls }]\n'],
      [
        'the admission Job of ingress-nginx',
        swap(job('create', '{ app: x }'), 'image: main', 'image: main, args: [create, --secret-name=tls]'),
      ],
    ] as const
  ).map(([who, text]): RuleCase => ({
    name: `made by ${who}`,
    input: { 'web.yaml': TLS, 'other.yaml': text },
    world: 'closed',
    expected: [],
  })),
  {
    name: 'ignored',
    input: volume('secret: { secretName: tls }', ignoring(rule, 'kubectl create secret tls')),
    world: 'closed',
    expected: [{ rule, severity: 'error', line: 12, suppressed: 'kubectl create secret tls' }],
  },
];
