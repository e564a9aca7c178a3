import { mapAt } from '../../model/plain';
import { Service } from '../graph/service';
import { textAt } from '../manifest';
import { Rule } from '../rule';
import { at, serviceText } from './support';

/** AWS: listeners of one Network Load Balancer; not adjustable. */
const LISTENERS = 50;

const PREFIX = 'service.beta.kubernetes.io/aws-load-balancer-';

export const nlbListeners: Rule = {
  id: 'nlb-listeners',
  severity: 'error',
  summary: 'more ports than an AWS Network Load Balancer has listeners',
  check(graph, report) {
    for (const service of graph.services.filter(isNlb)) {
      const merged = annotation(service, 'enable-tcp-udp-listener') === 'true';
      const count = new Set(service.ports.map(({ number, protocol }) => (merged ? String(number) : `${number}/${protocol}`))).size;
      if (count > LISTENERS) {
        report({
          message: `${serviceText(service)} has ${count} ports, and an AWS Network Load Balancer has ${LISTENERS} listeners at most`,
          fix: 'spread the ports over several Services of type LoadBalancer',
          place: at(service.manifest, ['spec', 'ports'], 'key'),
        });
      }
    }
  },
};

function isNlb(service: Service): boolean {
  const { loadBalancerClass } = mapAt(service.manifest.object, 'spec');
  return (
    service.type === 'LoadBalancer' &&
    (/^(nlb|nlb-ip|external)$/.test(annotation(service, 'type') ?? '') || loadBalancerClass === 'service.k8s.aws/nlb')
  );
}

function annotation({ manifest }: Service, name: string): string | undefined {
  return textAt(mapAt(mapAt(manifest.object, 'metadata'), 'annotations'), PREFIX + name);
}
