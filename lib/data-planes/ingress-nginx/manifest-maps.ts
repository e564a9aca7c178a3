import { display, Protocol } from '../../model/port';
import { Refusal } from '../../model/refusal';
import { mapAt, PlainObject } from '../../model/plain';
import { flagValue, MAP_FLAG } from '../../controllers/ingress-nginx/controller-args';
import { containerOf, Manifest, nameOf, namespaceOf, startOf } from './manifest-targets';
import { StreamData } from '../../controllers/ingress-nginx/stream-map';
import { MapReference } from '../data-plane';
import { defaultMapName } from './stream-plane';

/** The ConfigMap that the controller reads for a flag, or undefined where the flag is not given. */
export function flaggedMap(manifest: Manifest, flag: string): MapReference | undefined {
  const value = flagValue(startOf(containerOf(manifest)), flag);
  if (value === undefined || value === '') {
    return undefined;
  }
  const [namespace, name, ...rest] = value.replace('$(POD_NAMESPACE)', manifest.targets.namespace).split('/');
  if (!namespace || !name || rest.length > 0) {
    throw new Refusal(`${manifest.origin}: ${flag} is ${display(value)}: it has to be <namespace>/<name> of a ConfigMap`);
  }
  return { namespace, name };
}

/** The ConfigMap of a protocol: the one that the controller is started with, else `tcp-services` or `udp-services` beside it. */
export function mapReference(manifest: Manifest, protocol: Protocol): MapReference {
  return flaggedMap(manifest, MAP_FLAG[protocol]) ?? { namespace: manifest.targets.namespace, name: defaultMapName(protocol) };
}

/** The ConfigMap itself, where the manifest has it. */
export function findMap(objects: readonly PlainObject[], reference: MapReference): PlainObject | undefined {
  return objects.find(
    (object) => object.kind === 'ConfigMap' && nameOf(object) === reference.name && namespaceOf(object) === reference.namespace,
  );
}

/** What a map of the manifest holds already. */
export function existingData(manifest: Manifest, protocol: Protocol): StreamData {
  const map = findMap(manifest.objects, mapReference(manifest, protocol));
  return map ? (mapAt(map, 'data') as StreamData) : {};
}

/** The controller's settings, where the manifest has them. */
export function settingsOf(manifest: Manifest): PlainObject {
  const reference = flaggedMap(manifest, '--configmap');
  const settings = reference && findMap(manifest.objects, reference);
  return settings ? mapAt(settings, 'data') : {};
}
