import { CILIUM } from '../../controllers/shared-ip/annotations';
import { addressClaims, addressList, assertFlag, assertText, checkedAddresses, SharingProvider } from './provider';
import { CiliumSharedIpProps } from './shared-ip-props';

/** Cilium's LB IPAM shares as MetalLB does, and across namespaces only where both Services name the other's. */
export function cilium(props: CiliumSharedIpProps): SharingProvider {
  const addresses = checkedAddresses(props.address, props.secondaryAddress);
  const { sharingKey = addresses[0].text, permitDifferentPods = false } = props;
  assertText(sharingKey, 'sharingKey');
  assertFlag(permitDifferentPods, 'permitDifferentPods');
  return {
    title: 'Cilium',
    addresses,
    claims: addressClaims(addresses),
    owned: [
      { names: CILIUM.sharingKey, mend: 'use sharingKey' },
      { names: CILIUM.addresses, mend: 'use address' },
      { names: CILIUM.crossNamespace, mend: 'leave it out, it is written where the exposures need it' },
      { names: CILIUM.permitDifferentPods, mend: 'use permitDifferentPods' },
    ],
    localNeedsSamePods: !permitDifferentPods,
    samePodsRemedy: 'give permitDifferentPods: true where every node has Pods of all',
    annotations: (namespaces) => ({
      [CILIUM.addresses[0]]: addressList(addresses),
      [CILIUM.sharingKey[0]]: sharingKey,
      ...(namespaces.length > 1 ? { [CILIUM.crossNamespace[0]]: namespaces.join(',') } : {}),
      ...(permitDifferentPods ? { [CILIUM.permitDifferentPods[0]]: 'true' } : {}),
    }),
  };
}
