import { Protocol } from 'cdk8s-multiport';
import { inOrder, leftBehindText } from '../../lib/migration/left-behind';
import { migrationIn, Row, rowsOf } from './support';

export const map = (entries: string, name = 'tcp-services', namespace = 'ingress-nginx') => `apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: ${namespace} }
data:
${entries.replace(/^/gm, '  ')}
`;
export const service = (name: string, spec: string, namespace = 'default') =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: ${spec}\n`;
export const controller = ({
  name = 'ingress-nginx',
  flags = ['--tcp-services-configmap=ingress-nginx/tcp-services'],
  pod = '',
  kind = 'Deployment',
} = {}) => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: ingress-nginx }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { ${pod} containers: [{ name: controller, image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1', args: ${JSON.stringify(flags)} }] }
`;
export const published = (ports: string, more = '') =>
  service('ingress-nginx', `{ type: LoadBalancer, ${more} selector: { app: ingress-nginx }, ports: ${ports} }`, 'ingress-nginx');
export const join = (...objects: string[]): string => objects.join('---\n');

/** What is told of one file, without the last line, and without what every input of maps alone has. */
export function told(text: string, options = {}): string {
  const { exposures, left } = migrationIn({ 'in.yaml': text }, options);
  return leftBehindText(inOrder(left.filter(({ what }) => what !== 'the controller')), exposures.length);
}

export function table(text: string, options = {}): Row[] {
  return rowsOf(migrationIn({ 'in.yaml': text }, options).exposures);
}

export const row = (port: number, text: string, protocol = Protocol.TCP, name?: string): Row => {
  const [, namespace, backend, number] = /^(.+)\/(.+):(\d+)$/.exec(text) as RegExpExecArray;
  return { port, protocol, namespace, service: backend, servicePort: Number(number), ...(name === undefined ? {} : { name }) };
};
