import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { ServiceType, TlsSecret, WiringCheck } from '../lib';
import { articleStep } from './step';

export interface ConnectingApplicationsChartProps {
  /** Path of the certificate for `my-nginx`, PEM. @default - the Secret `nginxsecret` is made outside of this program */
  readonly certificateFile?: string;
  /** Path of its private key, PEM. @default - the Secret `nginxsecret` is made outside of this program */
  readonly keyFile?: string;
  /** Image of the secure app. The article's `bprashanth/nginxhttps:1.0` cannot be pulled any more. @default "nginx" */
  readonly secureImage?: string;
  /** Image of curlpod. The article's `radial/busyboxplus:curl` cannot be pulled since containerd 2. @default "curlimages/curl" */
  readonly curlImage?: string;
}

const APP = 'my-nginx';
const SECRET = 'nginxsecret';
const CONFIG = 'nginxconfigmap';
const CERTIFICATES = '/etc/nginx/ssl';
const RUN = { run: APP };

/**
 * Third article: connecting applications with Services. `my-nginx` is made three times there, each time instead of the one before;
 * here each has a namespace of its own.
 */
export class ConnectingApplicationsChart extends Chart {
  private readonly props: ConnectingApplicationsChartProps;

  public constructor(scope: Construct, id: string, props: ConnectingApplicationsChartProps = {}) {
    super(scope, id);
    this.props = props;
    if ((props.certificateFile === undefined) !== (props.keyFile === undefined)) {
      const [given, missing] = props.keyFile === undefined ? ['certificateFile', 'keyFile'] : ['keyFile', 'certificateFile'];
      throw new Error(
        `${this.node.path}: ${given} is given without ${missing}: give both, or neither and make the Secret ${SECRET} with kubectl`,
      );
    }
    this.plainApp('connect-cluster-ip');
    const nodePort = this.secureApp('connect-node-port', ServiceType.NODE_PORT);
    this.curlPod(nodePort);
    this.secureApp('connect-load-balancer', ServiceType.LOAD_BALANCER);
  }

  private plainApp(namespace: string): void {
    const step = articleStep(this, namespace);
    new k8s.KubeDeployment(step, 'Deployment', {
      metadata: { name: APP, namespace },
      spec: {
        selector: { matchLabels: RUN },
        replicas: 2,
        template: { metadata: { labels: RUN }, spec: { containers: [{ name: APP, image: 'nginx', ports: [{ containerPort: 80 }] }] } },
      },
    });
    new k8s.KubeService(step, 'Service', {
      metadata: { name: APP, namespace, labels: RUN },
      spec: { ports: [{ port: 80, protocol: 'TCP' }], selector: RUN },
    });
  }

  private secureApp(namespace: string, type: ServiceType): Construct {
    const step = articleStep(this, namespace);
    this.secret(step);
    new k8s.KubeConfigMap(step, 'ConfigMap', { metadata: { name: CONFIG, namespace }, data: { 'default.conf': httpsConfig() } });
    new k8s.KubeService(step, 'Service', {
      metadata: { name: APP, namespace, labels: RUN },
      spec: {
        type,
        ports: [
          { port: 8080, targetPort: k8s.IntOrString.fromNumber(80), protocol: 'TCP', name: 'http' },
          { port: 443, protocol: 'TCP', name: 'https' },
        ],
        selector: RUN,
      },
    });
    new k8s.KubeDeployment(step, 'Deployment', {
      metadata: { name: APP, namespace },
      spec: {
        selector: { matchLabels: RUN },
        replicas: 1,
        template: {
          metadata: { labels: RUN },
          spec: {
            volumes: [
              { name: 'secret-volume', secret: { secretName: SECRET } },
              { name: 'configmap-volume', configMap: { name: CONFIG } },
            ],
            containers: [
              {
                name: 'nginxhttps',
                image: this.props.secureImage ?? 'nginx',
                ports: [{ containerPort: 443 }, { containerPort: 80 }],
                volumeMounts: [
                  { mountPath: CERTIFICATES, name: 'secret-volume' },
                  { mountPath: '/etc/nginx/conf.d', name: 'configmap-volume' },
                ],
              },
            ],
          },
        },
      },
    });
    return step;
  }

  private secret(step: Construct): void {
    const { certificateFile, keyFile } = this.props;
    if (certificateFile !== undefined && keyFile !== undefined) {
      const dnsNames = [APP, `${APP}.${step.node.id}`, `${APP}.${step.node.id}.svc`, `${APP}.${step.node.id}.svc.cluster.local`];
      new TlsSecret(step, SECRET, { certificateFile, keyFile, dnsNames, namespace: step.node.id });
    } else {
      WiringCheck.of(this).exists('Secret', step.node.id, SECRET);
    }
  }

  /** A client that has the certificate, and so needs no `-k`. */
  private curlPod(step: Construct): void {
    const labels = { app: 'curlpod' };
    new k8s.KubeDeployment(step, 'curl-deployment', {
      metadata: { name: 'curl-deployment', namespace: step.node.id },
      spec: {
        selector: { matchLabels: labels },
        replicas: 1,
        template: {
          metadata: { labels },
          spec: {
            volumes: [{ name: 'secret-volume', secret: { secretName: SECRET } }],
            containers: [
              {
                name: 'curlpod',
                command: ['sh', '-c', 'while true; do sleep 1; done'],
                image: this.props.curlImage ?? 'curlimages/curl',
                volumeMounts: [{ mountPath: CERTIFICATES, name: 'secret-volume' }],
              },
            ],
          },
        },
      },
    });
  }
}

/** nginx on 80 and 443. The paths are made of the Secret's own keys, so that they cannot differ from what is mounted. */
function httpsConfig(): string {
  return `server {
        listen 80 default_server;
        listen [::]:80 default_server ipv6only=on;

        listen 443 ssl;

        root /usr/share/nginx/html;
        index index.html;

        server_name localhost;
        ssl_certificate ${CERTIFICATES}/${TlsSecret.CERTIFICATE_KEY};
        ssl_certificate_key ${CERTIFICATES}/${TlsSecret.PRIVATE_KEY_KEY};

        location / {
                try_files $uri $uri/ =404;
        }
}
`;
}
