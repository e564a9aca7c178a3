import { Address } from '../../controllers/shared-ip/addresses';
import { AZURE, AZURE_RULES_OF_A_NODE } from '../../controllers/shared-ip/annotations';
import { serviceText } from '../../model/backend';
import { Labels } from '../../model/labels';
import { Refusal } from '../../model/refusal';
import { addressClaims, assertFlag, assertText, checkedAddresses, SharingProvider } from './provider';
import { AzureSharedIpProps } from './shared-ip-props';

/** Azure has no key: Services that name one address, or one public IP, share it. */
export function azure(props: AzureSharedIpProps): SharingProvider {
  const addresses = addressesOf(props);
  const { publicIpName, resourceGroup, internal = false } = props;
  return {
    title: 'Azure',
    addresses,
    claims:
      publicIpName === undefined
        ? addressClaims(addresses)
        : [`public IP ${resourceGroup === undefined ? '' : `${resourceGroup}/`}${publicIpName}`],
    owned: [
      { names: AZURE.ipv4, mend: 'use address' },
      { names: AZURE.ipv6, mend: 'use address' },
      { names: AZURE.publicIpName, mend: 'use publicIpName' },
      { names: AZURE.publicIpNameIpv6, mend: 'use address and secondaryAddress' },
      { names: AZURE.resourceGroup, mend: 'use resourceGroup' },
      { names: AZURE.internal, mend: 'use internal' },
    ],
    localNeedsSamePods: false,
    // In plain JavaScript the option can be given, though AzureSharedIpProps does not have it.
    needsNodePorts: 'Azure asks its health probes at the node ports',
    maxExposures: Math.floor(AZURE_RULES_OF_A_NODE / Math.max(1, addresses.length)),
    maxExposuresRemedy: `a node has ${AZURE_RULES_OF_A_NODE} rules of a load balancer at most, one for each port and address: publish fewer ports on this cluster`,
    annotations: (): Labels => ({
      ...Object.fromEntries(addresses.map(({ family, text }) => [family === 'IPv4' ? AZURE.ipv4[0] : AZURE.ipv6[0], text])),
      ...(publicIpName === undefined ? {} : { [AZURE.publicIpName[0]]: publicIpName }),
      ...(resourceGroup === undefined ? {} : { [AZURE.resourceGroup[0]]: resourceGroup }),
      ...(internal ? { [AZURE.internal[0]]: 'true' } : {}),
    }),
    assertBeside: (front, first) => {
      if (props.annotations?.[AZURE.dnsLabel[0]] !== undefined) {
        throw new Refusal(
          `annotations has ${AZURE.dnsLabel[0]}, and Azure gives a DNS label to one Service of an address only, so that of ` +
            `${serviceText(front.backend)} and ${serviceText(first.backend)} one would fail: give the label to the public IP itself`,
        );
      }
    },
  };
}

function addressesOf({ address, secondaryAddress, publicIpName, resourceGroup, internal = false }: AzureSharedIpProps): Address[] {
  assertFlag(internal, 'internal');
  if (resourceGroup !== undefined) {
    assertText(resourceGroup, 'resourceGroup');
  }
  if (internal && (publicIpName !== undefined || resourceGroup !== undefined)) {
    throw new Refusal(
      `internal is given with ${publicIpName === undefined ? 'resourceGroup' : 'publicIpName'}, which is of a public IP: leave out one of the two`,
    );
  }
  if ((address === undefined) === (publicIpName === undefined)) {
    throw new Refusal(
      `${address === undefined ? 'neither address nor publicIpName is' : 'both address and publicIpName are'} given: give one of the two`,
    );
  }
  if (publicIpName === undefined) {
    return checkedAddresses(address, secondaryAddress);
  }
  assertText(publicIpName, 'publicIpName');
  if (secondaryAddress !== undefined) {
    throw new Refusal('secondaryAddress is given with publicIpName, and goes only with address: leave out one of the two');
  }
  return [];
}
