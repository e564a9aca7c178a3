import { Address } from '../../controllers/shared-ip/addresses';
import { KUBE_VIP } from '../../controllers/shared-ip/annotations';
import { serviceText } from '../../model/backend';
import { isDnsLabel, isObjectName } from '../../model/names';
import { display } from '../../model/port';
import { Refusal } from '../../model/refusal';
import { Front } from './fronts';
import { addressClaims, addressList, assertFlag, assertText, checkedAddresses, SharingProvider } from './provider';
import { KubeVipSharedIpProps } from './shared-ip-props';

/** kube-vip has no key: the address alone decides, and where each Service elects a node, a lease that all name. */
export function kubeVip(props: KubeVipSharedIpProps): SharingProvider {
  const addresses = checkedAddresses(props.address, props.secondaryAddress);
  const lease = leaseOf(props, addresses[0]);
  return {
    title: 'kube-vip',
    addresses,
    claims: addressClaims(addresses),
    owned: [
      { names: KUBE_VIP.addresses, mend: 'use address' },
      { names: KUBE_VIP.leaseName, mend: 'use serviceElection and leaseName' },
    ],
    localNeedsSamePods: false,
    annotations: () => ({
      ...(lease === undefined ? {} : { [KUBE_VIP.leaseName[0]]: lease }),
      [KUBE_VIP.addresses[0]]: addressList(addresses),
    }),
    assertBeside: (front, first) => assertOneLease(lease, front, first),
  };
}

function leaseOf(
  { serviceElection = false, leaseName, externalTrafficPolicy }: KubeVipSharedIpProps,
  address: Address,
): string | undefined {
  assertFlag(serviceElection, 'serviceElection');
  if (leaseName !== undefined) {
    assertLeaseName(leaseName);
  }
  if (!serviceElection && leaseName !== undefined) {
    throw new Refusal(
      'kube-vip reads leaseName only where it elects a node for each Service: give serviceElection: true, too, or leave it out',
    );
  }
  if (!serviceElection && externalTrafficPolicy === 'Local') {
    throw new Refusal(
      'with externalTrafficPolicy Local kube-vip has to elect a node for each Service: run it with svc_election=true and give serviceElection: true, ' +
        'or leave out the policy',
    );
  }
  return serviceElection ? (leaseName ?? `shared-ip-${address.text.replace(/[.:]+/g, '-').replace(/^-|-$/g, '')}`) : undefined;
}

function assertLeaseName(name: unknown): void {
  assertText(name, 'leaseName');
  const parts = name.split('/');
  if (parts.length > 2 || !isObjectName(parts[parts.length - 1]) || (parts.length === 2 && !isDnsLabel(parts[0]))) {
    throw new Refusal(
      `leaseName ${display(name)} is not valid: give the name of a Lease, as "games", or with its namespace, as "kube-system/games"`,
    );
  }
}

/** A lease without a namespace is looked for in that of each Service. */
function assertOneLease(lease: string | undefined, front: Front, first: Front): void {
  if (lease !== undefined && !lease.includes('/') && front.namespace !== first.namespace) {
    throw new Refusal(
      `kube-vip looks for the lease ${lease} in the namespace of each Service, so that ${serviceText(front.backend)} and ` +
        `${serviceText(first.backend)} would have the address on a node each: give leaseName with a namespace, as "${first.namespace}/${lease}"`,
    );
  }
}
