import { RuleCase } from '../../support/case';
import { BOTH_MAPS, controller, controllerService, gateway, ignoring, lines, service, streamMap } from '../../support/yaml';

const rule = 'stream-port-reserved';

const TCP = BOTH_MAPS[0];
const key = (port: number, ...args: string[]): { [file: string]: string } =>
  gateway({
    'controller.yaml': controller({ args: [TCP, ...args] }),
    'tcp.yaml': streamMap({ entries: ['"9000": default/web:80', `"${port}": default/web:80`] }),
  });
const hit = { rule, severity: 'error', file: 'tcp.yaml', line: 6 } as const;

export const CASES: readonly RuleCase[] = [
  {
    name: 'HTTP',
    input: key(80),
    world: 'closed',
    expected: [
      {
        ...hit,
        column: 3,
        message:
          'ConfigMap ingress-nginx/tcp-services: port 80 is taken by ingress-nginx itself for HTTP (--http-port), so the controller passes the entry over',
      },
    ],
  },
  ...[443, 442, 8181, 10245, 10246, 10247, 10254].map((port): RuleCase => ({ name: `${port}`, input: key(port), expected: [hit] })),
  {
    name: 'the webhook, which the controller does not check',
    input: key(8443, '--validating-webhook=:8443'),
    expected: [
      {
        ...hit,
        message:
          'ConfigMap ingress-nginx/tcp-services: port 8443 is taken by the admission webhook of ingress-nginx (--validating-webhook), so nginx cannot listen and takes no change any more',
      },
    ],
  },
  {
    name: 'a UDP key, too',
    input: {
      'controller.yaml': controller({ args: BOTH_MAPS, pod: ['hostNetwork: true'] }),
      'udp.yaml': streamMap({ name: 'udp-services', entries: ['"443": default/web:80', '"53": default/web:53'] }),
      'tcp.yaml': streamMap({ entries: [] }),
      'web.yaml': service({ selector: '{}', ports: ['{ port: 53, protocol: UDP }'] }),
    },
    world: 'closed',
    expected: [{ rule, severity: 'error', file: 'udp.yaml', line: 5 }],
  },
  {
    name: 'a port that a flag moved here',
    input: { ...key(8080, '--http-port=8080'), 'service.yaml': controllerService().replace('port: 80 ', 'port: 80, targetPort: 8080 ') },
    expected: [hit],
  },
  {
    name: 'a port that a flag moved away',
    input: gateway({
      'controller.yaml': controller({ args: [TCP, '--healthz-port=10300'] }),
      'tcp.yaml': streamMap({ entries: ['"10254": default/web:80'] }),
      'service.yaml': service({
        name: 'controller',
        namespace: 'ingress-nginx',
        selector: '{ app: ingress }',
        ports: ['{ name: http, port: 80 }', '{ name: tcp, port: 9000, targetPort: 10254 }'],
      }),
    }),
    world: 'closed',
    expected: [],
  },
  {
    name: '8443 without a webhook',
    input: gateway({
      'tcp.yaml': streamMap({ entries: ['"8443": default/web:80'] }),
      'service.yaml': service({ name: 'controller', namespace: 'ingress-nginx', selector: '{ app: ingress }', ports: ['{ port: 8443 }'] }),
    }),
    world: 'closed',
    expected: [],
  },
  {
    name: 'a snippet of the settings listens on it',
    input: {
      ...key(2443, '--configmap=$(POD_NAMESPACE)/settings'),
      'settings.yaml': lines(
        'apiVersion: v1',
        'kind: ConfigMap',
        'metadata: { name: settings, namespace: ingress-nginx }',
        'data: { http-snippet: "server { listen 2443; listen [::]:2444 udp; }" }',
      ),
    },
    expected: [
      {
        ...hit,
        message:
          'ConfigMap ingress-nginx/tcp-services: port 2443 is taken by a "listen" in http-snippet of the controller\'s settings, so nginx cannot listen and takes no change any more',
      },
    ],
  },
  {
    name: 'ignored',
    input: gateway({ 'tcp.yaml': streamMap({ annotations: ignoring(rule), entries: ['"9000": default/web:80', '"80": default/web:80'] }) }),
    expected: [{ ...hit, suppressed: 'we know' }],
  },
];
