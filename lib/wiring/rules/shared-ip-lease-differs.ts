import { KUBE_VIP } from '../../controllers/shared-ip/annotations';
import { Service } from '../graph/service';
import { Rule } from '../rule';
import { at, serviceText } from './support';
import { annotation, annotationPlace, areTwo, sharedAddresses, Sharer } from './support-shared-ip';

/** Where kube-vip elects a node for each Service, those on one address need one lease. A warning: how it elects is its own setting. */
export const sharedIpLeaseDiffers: Rule = {
  id: 'shared-ip-lease-differs',
  severity: 'warning',
  summary: 'Services on one address of kube-vip of which one names a lease that another one does not',
  check(graph, report) {
    const told = new Set<Sharer>();
    for (const { text, sharers } of sharedAddresses(graph).filter(({ title }) => title === 'kube-vip')) {
      const first = sharers.find(({ service }) => annotation(service, KUBE_VIP.leaseName) !== undefined);
      for (const sharer of first === undefined ? [] : sharers) {
        if (!first || !areTwo(sharer, first) || leaseOf(sharer.service) === leaseOf(first.service) || told.has(sharer)) {
          continue;
        }
        told.add(sharer);
        const [one, other] = [sharer, first].map(({ service }) => serviceText(service));
        report({
          message: `${one} and ${other} share ${text} of kube-vip under the leases ${leaseOf(sharer.service)} and ${leaseOf(first.service)}, so each may get a node of its own for it`,
          fix: `give all Services on the address the same ${KUBE_VIP.leaseName[0]}, as namespace/name where they are in several namespaces`,
          place: annotationPlace(sharer, KUBE_VIP.leaseName),
          related: [{ place: annotationPlace(first, KUBE_VIP.leaseName), message: `the lease of ${other}` }],
          apart: [first, sharer].map(({ service }) => at(service.manifest, [])),
        });
      }
    }
  },
};

/** `namespace/name` of the Lease, as kube-vip works it out. */
function leaseOf(service: Service): string {
  const name = annotation(service, KUBE_VIP.leaseName) ?? `kubevip-${service.name}`;
  return name.includes('/') ? name.split('/').slice(0, 2).join('/') : `${service.namespace}/${name}`;
}
