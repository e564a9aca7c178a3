import { AZURE_RULES_OF_A_NODE } from '../../controllers/shared-ip/annotations';
import { mapAt } from '../../model/plain';
import { Service } from '../graph/service';
import { Rule } from '../rule';
import { at, distinct, serviceText } from './support';

const RULES = AZURE_RULES_OF_A_NODE;

const PREFIX = 'service.beta.kubernetes.io/azure-';

export const azureRules: Rule = {
  id: 'azure-rules',
  severity: 'error',
  summary: 'more ports than an Azure Standard Load Balancer has rules for a node',
  check(graph, report) {
    let count = 0;
    for (const service of distinct(graph.services.filter(isAzure))) {
      const before = count;
      count += service.ports.length;
      if (count > RULES && before <= RULES) {
        report({
          message: `${serviceText(service)} brings the ports on Azure load balancers to ${count}, and a node has ${RULES} rules at most`,
          fix: 'publish fewer ports on this cluster, or spread them over several clusters or node pools',
          place: at(service.manifest, ['spec', 'ports'], 'key'),
        });
      }
    }
  },
};

function isAzure({ type, manifest }: Service): boolean {
  return (
    type === 'LoadBalancer' && Object.keys(mapAt(mapAt(manifest.object, 'metadata'), 'annotations')).some((key) => key.startsWith(PREFIX))
  );
}
