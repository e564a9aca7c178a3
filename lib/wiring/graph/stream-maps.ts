import { ParsedStreamMap, parseStreamMap } from '../../controllers/ingress-nginx/stream-map';
import { OwnPort, reservedPorts } from '../../controllers/ingress-nginx/reserved-ports';
import { mapAt } from '../../model/plain';
import { Protocol } from '../../model/port';
import { Manifest, textsMapAt } from '../manifest';
import { Controller } from './controller';

/** A ConfigMap that is a tcp- or udp-services map: a controller reads it, or it looks like one that a controller should read. */
export interface StreamMap {
  readonly manifest: Manifest;
  readonly protocol: Protocol;
  /** The controllers of the input that read it. */
  readonly readers: readonly Controller[];
  /** Whether its values follow the grammar of ingress-nginx. */
  readonly nginx: boolean;
  readonly data: { readonly [key: string]: string };
  /** The numbers of its keys, those of faulty entries among them. */
  readonly ports: ReadonlySet<number>;
  readonly parsed: ParsedStreamMap;
}

const NAME = /(^|[-.])(tcp|udp)[-.]?services?([-.]|$)/;
const KEY = /^\d+$/;
const VALUE = /^[a-z0-9][-a-z0-9]*\/[a-z0-9][-a-z0-9]*:[^\s:/]+(:[^\s/]*)*$/i;

/** The maps among the ConfigMaps. A ConfigMap that is read for TCP and for UDP is one of each; `outside` are those that are read by others. */
export function streamMapsOf(
  configMaps: readonly Manifest[],
  controllers: readonly Controller[],
  outside: ReadonlyMap<string, Protocol | undefined> = new Map(),
): StreamMap[] {
  const settings = new Map(configMaps.map((manifest) => [`${manifest.namespace}/${manifest.name}`, manifest]));
  const readers = new Map<string, { controller: Controller; protocol: Protocol }[]>();
  for (const controller of controllers) {
    for (const protocol of Object.values(Protocol)) {
      const reference = controller.maps[protocol];
      if (reference) {
        const key = `${reference.namespace}/${reference.name}`;
        readers.set(key, [...(readers.get(key) ?? []), { controller, protocol }]);
      }
    }
  }
  return configMaps.flatMap((manifest) => {
    const uses = readers.get(`${manifest.namespace}/${manifest.name}`);
    if (uses) {
      const protocols = Object.values(Protocol).filter((protocol) => uses.some((use) => use.protocol === protocol));
      return protocols.map((protocol) =>
        streamMap(
          settings,
          manifest,
          protocol,
          uses.filter((use) => use.protocol === protocol).map(({ controller }) => controller),
        ),
      );
    }
    const told = outside.get(`${manifest.namespace}/${manifest.name}`);
    const protocol = told ?? (/udp/i.test(manifest.name) ? Protocol.UDP : Protocol.TCP);
    return told !== undefined || looksLikeMap(manifest) ? [streamMap(settings, manifest, protocol, [])] : [];
  });
}

function streamMap(
  settings: ReadonlyMap<string, Manifest>,
  manifest: Manifest,
  protocol: Protocol,
  readers: readonly Controller[],
): StreamMap {
  const data = textsMapAt(manifest.object, 'data');
  const nginx = readers.every(({ product }) => product === 'ingress-nginx') && (readers.length > 0 || !looksLikeHaproxy(data));
  // Without its controller the flags are not known: then the ports that they set by default are taken.
  const reserved = readers.length > 0 ? [...readers[0].ownPorts, ...snippetPorts(readers[0], settings, protocol)] : DEFAULT_RESERVED;
  const ports = new Set(Object.keys(data).map(Number));
  return { manifest, protocol, readers, nginx, data, ports, parsed: parseStreamMap(data, protocol, reserved) };
}

/** Ports on which the snippets of a controller's settings have nginx listen, as those of AWS' manifest with TLS do. */
function snippetPorts({ settings: reference }: Controller, settings: ReadonlyMap<string, Manifest>, protocol: Protocol): OwnPort[] {
  const found = reference && settings.get(`${reference.namespace}/${reference.name}`);
  const snippets = found ? Object.entries(textsMapAt(found.object, 'data')).filter(([key]) => key.endsWith('-snippet')) : [];
  return snippets.flatMap(([key, text]) =>
    [...text.matchAll(/\blisten\s+(?:[^\s;]*:)?(\d+)([^;]*)/g)]
      .filter(([, , more]) => /\budp\b/.test(more) === (protocol === Protocol.UDP))
      .map(([, port]) => ({ port: Number(port), protocol, by: `a "listen" in ${key} of the controller's settings`, checked: false })),
  );
}

const DEFAULT_RESERVED = reservedPorts([]);

function looksLikeMap(manifest: Manifest): boolean {
  const pairs = Object.entries(mapAt(manifest.object, 'data'));
  if (pairs.length === 0) {
    return false;
  }
  const entries = pairs.filter(([, value]) => typeof value === 'string' && VALUE.test(value));
  return entries.length > 0 && (NAME.test(manifest.name) || (entries.length === pairs.length && pairs.every(([key]) => KEY.test(key))));
}

function looksLikeHaproxy(data: { readonly [key: string]: string }): boolean {
  return Object.values(data).some(
    (value) => /:(PROXY-V[12]|ssl)(:|$)/i.test(value) || /:[^:]*\/[^:]*$/.test(value.replace(/^[^:]*:/, ':')),
  );
}
