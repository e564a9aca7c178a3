import { CILIUM, isTrue } from '../../controllers/shared-ip/annotations';
import { mapAt } from '../../model/plain';
import { Service } from '../graph/service';
import { textAt } from '../manifest';
import { Rule } from '../rule';
import { at, serviceText } from './support';
import { annotation, areTwo, isKeyed, podsText, sharedAddresses, Sharer, underOneKey } from './support-shared-ip';

/** With Local a node answers for its own Pods only, so that one address can stand for one set of Pods: MetalLB and Cilium see to it. */
export const sharedIpPolicyMixed: Rule = {
  id: 'shared-ip-policy-mixed',
  severity: 'error',
  summary: 'Services on one address of MetalLB or Cilium whose externalTrafficPolicy differs, or is Local over different Pods',
  check(graph, report) {
    const told = new Set<Sharer>();
    for (const address of sharedAddresses(graph)) {
      const { text, title } = address;
      const [first, ...others] = isKeyed(title) ? underOneKey(address) : [];
      for (const sharer of others.filter((each) => areTwo(each, first) && !told.has(each))) {
        const conflict = conflictOf(sharer.service, first.service);
        if (conflict === undefined) {
          continue;
        }
        told.add(sharer);
        report({
          message: `${serviceText(sharer.service)} and ${serviceText(first.service)} share ${text} of ${title}, and ${conflict.why}`,
          fix: conflict.fix,
          place: at(sharer.service.manifest, conflict.path),
          related: [{ place: at(first.service.manifest, conflict.path), message: `${serviceText(first.service)} says it here` }],
          apart: [first, sharer].map(({ service }) => at(service.manifest, [])),
        });
      }
    }
  },
};

interface Conflict {
  readonly why: string;
  readonly fix: string;
  readonly path: readonly [string, string];
}

function conflictOf(one: Service, other: Service): Conflict | undefined {
  const [policy, wanted] = [one, other].map(policyOf);
  if (policy !== wanted) {
    return {
      why: `have the externalTrafficPolicy ${policy} and ${wanted}, so one of them stays pending`,
      fix: 'give all Services on the address one externalTrafficPolicy',
      path: ['spec', 'externalTrafficPolicy'],
    };
  }
  if (policy !== 'Local' || podsText(one) === podsText(other) || [one, other].every(permitsDifferentPods)) {
    return undefined;
  }
  const end = one.namespace === other.namespace ? 'one of them stays pending' : 'one of them is not answered';
  return {
    why: `with externalTrafficPolicy Local select different Pods, ${podsText(one)} and ${podsText(other)}, so ${end}`,
    fix: 'give them the policy Cluster, the same selector, or an address each',
    path: ['spec', 'selector'],
  };
}

/** Cilium takes their word that every node has Pods of all. MetalLB does not know the annotation. */
function permitsDifferentPods(service: Service): boolean {
  return isTrue(annotation(service, CILIUM.permitDifferentPods));
}

function policyOf({ manifest }: Service): string {
  return textAt(mapAt(manifest.object, 'spec'), 'externalTrafficPolicy') ?? 'Cluster';
}
