import { addressOf } from '../../controllers/shared-ip/addresses';
import { AnnotationNames, AZURE, CILIUM, KUBE_VIP, METALLB } from '../../controllers/shared-ip/annotations';
import { labelsText } from '../../model/labels';
import { mapAt } from '../../model/plain';
import { FieldPlace } from '../finding';
import { append } from '../graph/keys';
import { Service } from '../graph/service';
import { WiringGraph } from '../graph/wiring-graph';
import { textAt } from '../manifest';
import { Path } from '../yaml/layout';
import { at, distinct, isSameObject } from './support';

export type SharingTitle = 'MetalLB' | 'Cilium' | 'kube-vip' | 'Azure';

/** A LoadBalancer Service that asks for an address by name. */
export interface Sharer {
  readonly service: Service;
  /** Who gives it, where annotations tell. */
  readonly title?: SharingTitle;
  /** `address 192.0.2.10`, `public IP games`. */
  readonly asksFor: readonly string[];
  /** Where it does. */
  readonly place: FieldPlace;
}

/** The Services that ask for one address. */
export interface SharedAddress {
  readonly text: string;
  /** Who gives it, where annotations of one of them tell. */
  readonly title?: SharingTitle;
  readonly sharers: readonly Sharer[];
}

/** Load balancers that share only under a key, and what their annotations are called. */
const KEYED = { MetalLB: METALLB, Cilium: CILIUM } as const;

export type KeyedTitle = keyof typeof KEYED;

export function isKeyed(title: SharingTitle | undefined): title is KeyedTitle {
  return title !== undefined && title in KEYED;
}

/** The addresses that more than one Service asks for. An object in two variants is one. */
export function sharedAddresses(graph: WiringGraph): SharedAddress[] {
  const byAddress = new Map<string, Sharer[]>();
  for (const service of distinct(graph.services.filter(({ type }) => type === 'LoadBalancer'))) {
    const sharer = sharerOf(service);
    sharer?.asksFor.forEach((text) => append(byAddress, text, sharer));
  }
  return [...byAddress]
    .filter(([, all]) => all.length > 1)
    .map(([text, all]) => {
      const title = all.find((each) => each.title)?.title;
      const sharers = all.filter((each) => each.title === undefined || each.title === title);
      return { text, sharers, ...(title === undefined ? {} : { title }) };
    });
}

/** Those among which a keyed load balancer would share: of the key that the first Service with one has. Without keys, all. */
export function underOneKey({ title, sharers }: SharedAddress): readonly Sharer[] {
  if (!isKeyed(title)) {
    return sharers;
  }
  const key = sharers.map(({ service }) => sharingKey(title, service)).find((each) => each !== undefined);
  return key === undefined ? [] : sharers.filter(({ service }) => sharingKey(title, service) === key);
}

export function sharingKey(title: KeyedTitle, service: Service): string | undefined {
  return annotation(service, KEYED[title].sharingKey);
}

export function sharingKeyName(title: KeyedTitle): string {
  return KEYED[title].sharingKey[0];
}

/** Whether two Services are two, and not variants of one of which one is applied. */
export function areTwo(one: Sharer, other: Sharer): boolean {
  return one !== other && !isSameObject(one.service.manifest, other.service.manifest);
}

export function annotation(service: Service, names: AnnotationNames): string | undefined {
  const annotations = annotationsOf(service);
  return names.map((name) => textAt(annotations, name)).find((value) => value !== undefined);
}

/** Where an annotation stands; where the address is asked for, if it is missing. */
export function annotationPlace({ service, place }: Sharer, names: AnnotationNames): FieldPlace {
  const annotations = annotationsOf(service);
  const name = names.find((each) => textAt(annotations, each) !== undefined);
  return name === undefined ? place : at(service.manifest, ['metadata', 'annotations', name]);
}

export function keyPlace(sharer: Sharer, title: KeyedTitle): FieldPlace {
  return annotationPlace(sharer, KEYED[title].sharingKey);
}

/** `{app: web} in namespace default`. */
export function podsText({ namespace, selector = {} }: Service): string {
  return `${labelsText(selector)} in namespace ${namespace}`;
}

function sharerOf(service: Service): Sharer | undefined {
  const title = titleOf(service);
  for (const { path, asksFor } of asksOf(service)) {
    if (asksFor.length > 0) {
      return { service, asksFor, place: at(service.manifest, path), ...(title === undefined ? {} : { title }) };
    }
  }
  return undefined;
}

const TITLES: readonly (readonly [SharingTitle, readonly AnnotationNames[]])[] = [
  ['MetalLB', Object.values(METALLB)],
  ['Cilium', Object.values(CILIUM)],
  ['kube-vip', Object.values(KUBE_VIP)],
  ['Azure', Object.values(AZURE)],
];

function titleOf(service: Service): SharingTitle | undefined {
  return TITLES.find(([, all]) => all.some((names) => annotation(service, names) !== undefined))?.[0];
}

const LISTS: readonly AnnotationNames[] = [METALLB.addresses, CILIUM.addresses, KUBE_VIP.addresses];

/** What a Service asks for, and where: an annotation counts before the field. */
function asksOf(service: Service): { readonly path: Path; readonly asksFor: string[] }[] {
  const annotations = annotationsOf(service);
  const of = (names: AnnotationNames): { path: Path; text: string }[] =>
    names.flatMap((name) => {
      const text = textAt(annotations, name);
      return text === undefined ? [] : [{ path: ['metadata', 'annotations', name], text }];
    });
  const azure = [...of(AZURE.ipv4), ...of(AZURE.ipv6)];
  const group = annotation(service, AZURE.resourceGroup);
  return [
    ...LISTS.flatMap(of).map(({ path, text }) => ({ path, asksFor: addressTexts(text.split(',')) })),
    ...azure.slice(0, 1).map(({ path }) => ({ path, asksFor: addressTexts(azure.map(({ text }) => text)) })),
    ...of(AZURE.publicIpName).map(({ path, text }) => ({ path, asksFor: [`public IP ${group === undefined ? '' : `${group}/`}${text}`] })),
    { path: ['spec', 'loadBalancerIP'], asksFor: addressTexts([textAt(mapAt(service.manifest.object, 'spec'), 'loadBalancerIP') ?? '']) },
  ];
}

function addressTexts(texts: readonly string[]): string[] {
  return texts.flatMap((text) => addressOf(text.trim()) ?? []).map(({ text }) => `address ${text}`);
}

function annotationsOf({ manifest }: Service): ReturnType<typeof mapAt> {
  return mapAt(mapAt(manifest.object, 'metadata'), 'annotations');
}
