import { readFileSync } from 'fs';
import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Capability, LabeledStatefulService, Protocol, TcpMultiPortGateway } from 'cdk8s-multiport';
import { certificateFor } from '../../support/certificate';
import { messageOf } from '../../support/message';
import { APPS, Backends } from './exposures';

/** Port whose connections are divided by weight, and port whose TLS connections are told apart by host name. */
export const WEIGHTED = 10098;
export const TLS = 10443;
/** Host names, and the workload that has the certificate of each. */
export const HOSTS = { 'blue.example.com': 'blue', '*.green.example.com': 'green' } as const;

/** A certificate and its key, PEM. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/** One certificate for each host name. */
export async function identities(): Promise<Record<string, Identity>> {
  const made = Object.entries(HOSTS).map(async ([host, name]) => {
    const { certificateFile, keyFile } = await certificateFor(host, [host]);
    return [name, { certificate: readFileSync(certificateFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }] as const;
  });
  return Object.fromEntries(await Promise.all(made));
}

/** Servers that end TLS themselves, each for one host name. */
export function tlsServers(chart: Chart, of: Readonly<Record<string, Identity>>): Record<string, LabeledStatefulService> {
  return Object.fromEntries(Object.entries(of).map(([name, identity]) => [name, tlsServer(chart, name, identity)]));
}

function tlsServer(chart: Chart, name: string, { certificate, key }: Identity): LabeledStatefulService {
  const metadata = { name: `${name}-tls`, namespace: APPS };
  new k8s.KubeSecret(chart, `${name}-secret`, {
    metadata,
    type: 'kubernetes.io/tls',
    stringData: { 'tls.crt': certificate, 'tls.key': key },
  });
  const config = `server {
  listen 8443 ssl;
  ssl_certificate /etc/nginx/tls/tls.crt;
  ssl_certificate_key /etc/nginx/tls/tls.key;
  location / { return 200 "$hostname\\n"; }
}
`;
  new k8s.KubeConfigMap(chart, `${name}-config`, { metadata, data: { 'default.conf': config } });
  return new LabeledStatefulService(chart, name, {
    namespace: APPS,
    labels: { app: name },
    ports: [{ port: 8443 }],
    container: {
      name: 'nginx',
      image: 'nginx',
      volumeMounts: [
        { name: 'config', mountPath: '/etc/nginx/conf.d' },
        { name: 'tls', mountPath: '/etc/nginx/tls' },
      ],
      readinessProbe: { tcpSocket: { port: k8s.IntOrString.fromNumber(8443) }, periodSeconds: 1 },
    },
    pod: {
      terminationGracePeriodSeconds: 5,
      volumes: [
        { name: 'config', configMap: { name: `${name}-tls` } },
        { name: 'tls', secret: { secretName: `${name}-tls` } },
      ],
    },
  });
}

/** What the plane divides. */
export interface Divided {
  readonly byWeight: boolean;
  readonly byHostname: boolean;
}

/** Exposes what the plane says that it can divide; that it refuses the rest. */
export function exposeDivided(
  gateway: TcpMultiPortGateway,
  able: Capability,
  to: Backends,
  secure: Readonly<Record<string, LabeledStatefulService>>,
): Divided {
  const byWeight = (able.weights ?? []).includes(Protocol.TCP);
  const weighted = (): unknown =>
    gateway.exposeWeighted(WEIGHTED, [
      { backend: to.shop, servicePort: 'metrics', weight: 3 },
      { backend: to.mail, weight: 1 },
      { backend: to.proxied, servicePort: 9001, weight: 0 },
    ]);
  const byHostname = able.tlsHostnames === true;
  const hostnames = (): unknown => Object.entries(HOSTS).map(([host, name]) => gateway.exposeTls(TLS, [host], secure[name]));
  takenOrRefused(byWeight, weighted, /does not divide TCP connections by weight/);
  takenOrRefused(byHostname, hostnames, /does not tell TLS connections apart by host name/);
  return { byWeight, byHostname };
}

function takenOrRefused(able: boolean, body: () => unknown, refusal: RegExp): void {
  if (able) {
    body();
  } else {
    expect(messageOf(body)).toMatch(refusal);
  }
}
