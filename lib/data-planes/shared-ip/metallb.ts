import { METALLB } from '../../controllers/shared-ip/annotations';
import { assertObjectName } from '../../model/names';
import { addressClaims, addressList, assertText, checkedAddresses, SharingProvider } from './provider';
import { MetalLbSharedIpProps } from './shared-ip-props';

/** MetalLB shares where key, policy and, with Local, selector are equal, and no port is there twice; what is not pinned may part. */
export function metalLb(props: MetalLbSharedIpProps): SharingProvider {
  const addresses = checkedAddresses(props.address, props.secondaryAddress);
  const { sharingKey = addresses[0].text, pool } = props;
  assertText(sharingKey, 'sharingKey');
  if (pool !== undefined) {
    assertObjectName(pool, 'pool');
  }
  return {
    title: 'MetalLB',
    addresses,
    claims: addressClaims(addresses),
    owned: [
      { names: METALLB.sharingKey, mend: 'use sharingKey' },
      { names: METALLB.addresses, mend: 'use address' },
      { names: METALLB.pool, mend: 'use pool' },
    ],
    localNeedsSamePods: true,
    annotations: () => ({
      [METALLB.sharingKey[0]]: sharingKey,
      [METALLB.addresses[0]]: addressList(addresses),
      ...(pool === undefined ? {} : { [METALLB.pool[0]]: pool }),
    }),
  };
}
