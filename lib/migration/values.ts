import { OwnPort, reservedPorts } from '../controllers/ingress-nginx/reserved-ports';
import { isPlainObject, mapAt, PlainObject } from '../model/plain';
import { Protocol } from '../model/port';
import { Manifest, textAt } from '../wiring/manifest';
import { OtherDocument } from '../wiring/read';
import { Path } from '../wiring/yaml/layout';

/** Values of the Helm chart ingress-nginx, its own or those of a chart that has it as a part. */
export interface HelmValues {
  /** `values.yaml`, `HelmRelease infra/ingress-nginx`. */
  readonly title: string;
  /** The document as if it were an object, so that its fields are places; or the object that holds the values. */
  readonly manifest: Manifest;
  /** Where the chart's own values begin: nothing, or the name of the part; behind the field that holds them. */
  readonly path: Path;
  readonly values: PlainObject;
  /** Ports that a controller with these values has itself. */
  readonly ownPorts: readonly OwnPort[];
}

/** `tcp` and `udp` as keys of the values. */
export const VALUES_KEY: Readonly<Record<Protocol, string>> = { [Protocol.TCP]: 'tcp', [Protocol.UDP]: 'udp' };

/** What tells values in a text that cannot be parsed. */
export const VALUES_WRITTEN = /^[ \t]*["']?(tcp|udp)["']?[ \t]*:/m;

const VALUE = /^[^\s/]+\/[^\s/:]+:[^\s:/]+/;

/** The values of the chart in a document: told by `tcp` or `udp` with ports as keys, at the top or one level below it. */
export function helmValuesOf({ file, document, value }: OtherDocument): HelmValues[] {
  if (!isPlainObject(value) || typeof value.apiVersion === 'string') {
    return [];
  }
  const manifest: Manifest = {
    object: value,
    kind: 'Values',
    group: '',
    version: '',
    namespace: '',
    name: file,
    origin: { kind: 'file', file, document },
    prefix: [],
  };
  return partsOf(value, { title: file, manifest, path: [] });
}

/** The values of the chart in some values: those at the top, and those of each part. */
export function partsOf(
  value: PlainObject,
  { title, manifest, path: field }: Pick<HelmValues, 'title' | 'manifest' | 'path'>,
): HelmValues[] {
  const parts: (readonly [Path, PlainObject])[] = [
    [field, value],
    ...Object.keys(value).map((key): readonly [Path, PlainObject] => [[...field, key], mapAt(value, key)]),
  ];
  return parts
    .filter(([, values]) => Object.values(VALUES_KEY).some((key) => isMap(mapAt(values, key))))
    .map(([path, values]) => ({ title, manifest, path, values, ownPorts: ownPortsOf(mapAt(values, 'controller')) }));
}

function isMap(map: PlainObject): boolean {
  return Object.entries(map).some(([key, value]) => typeof value === 'string' && (VALUE.test(value) || /^\d+$/.test(key)));
}

/** The only namespace in which the controller looks for Services. */
export function watchedNamespace({ values }: HelmValues): string | undefined {
  const controller = mapAt(values, 'controller');
  const scope = mapAt(controller, 'scope');
  return (scope.enabled === true ? textAt(scope, 'namespace') : undefined) ?? textAt(mapAt(controller, 'extraArgs'), 'watch-namespace');
}

/** The arguments that the chart gives the controller, as far as they are ports. */
function ownPortsOf(controller: PlainObject): OwnPort[] {
  const webhooks = mapAt(controller, 'admissionWebhooks');
  const extra = Object.entries(mapAt(controller, 'extraArgs')).map(([flag, value]) => `--${flag}=${String(value)}`);
  const webhook = webhooks.enabled === false ? [] : [`--validating-webhook=:${textAt(webhooks, 'port') ?? '8443'}`];
  return reservedPorts([...webhook, ...extra], mapAt(controller, 'image').chroot === true ? 'controller-chroot' : '');
}
