import { Rule } from '../rule';
import { at, serviceText } from './support';
import { areTwo, isKeyed, keyPlace, Sharer, sharedAddresses, sharingKey, sharingKeyName } from './support-shared-ip';

/** MetalLB and Cilium give one address to several Services only under one key. */
export const sharedIpKeyDiffers: Rule = {
  id: 'shared-ip-key-differs',
  severity: 'error',
  summary: 'Services that ask MetalLB or Cilium for one address without the same sharing key',
  check(graph, report) {
    const told = new Set<Sharer>();
    for (const { text, title, sharers } of sharedAddresses(graph)) {
      if (!isKeyed(title)) {
        continue;
      }
      const first = sharers.find(({ service }) => sharingKey(title, service) !== undefined) ?? sharers[0];
      const wanted = sharingKey(title, first.service);
      for (const sharer of sharers.filter((each) => areTwo(each, first))) {
        const key = sharingKey(title, sharer.service);
        if ((key !== undefined && key === wanted) || told.has(sharer)) {
          continue;
        }
        told.add(sharer);
        const [one, other] = [sharer, first].map(({ service }) => serviceText(service));
        const how = key === undefined ? `without ${sharingKeyName(title)}` : `under the sharing key "${key}"`;
        const beside = key === undefined || wanted === undefined ? `${other} asks for it, too` : `${other} under "${wanted}"`;
        report({
          message: `${one} asks for ${text} ${how}, and ${beside}, so ${title} gives it to one of them and the other stays pending`,
          fix: `give all Services on the address the same ${sharingKeyName(title)}, or an address each`,
          place: keyPlace(sharer, title),
          related: [{ place: keyPlace(first, title), message: `${other} asks for it here` }],
          apart: [first, sharer].map(({ service }) => at(service.manifest, [])),
        });
      }
    }
  },
};
