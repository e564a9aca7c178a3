import { flagValue, MAP_FLAG } from '../../controllers/ingress-nginx/controller-args';
import { OwnPort, reservedPorts } from '../../controllers/ingress-nginx/reserved-ports';
import { listAt } from '../../model/plain';
import { Protocol } from '../../model/port';
import { textAt } from '../manifest';
import { Path } from '../yaml/layout';
import { Container, Workload } from './workload';

/** An object that a flag names as `<namespace>/<name>`. */
export interface FlagReference {
  readonly namespace: string;
  readonly name: string;
  /** The argument that says so. */
  readonly path: Path;
}

/** An ingress controller that publishes TCP and UDP from ConfigMaps. */
export interface Controller {
  readonly workload: Workload;
  readonly container: Container;
  /** haproxy-ingress has the same flags, and a grammar of its own for the values. */
  readonly product: 'ingress-nginx' | 'haproxy-ingress';
  /** Version by the image's tag: `1.15.1`. */
  readonly version?: string;
  /** The maps that it reads; a protocol whose flag is not given, or cannot be resolved, has none. */
  readonly maps: Readonly<Partial<Record<Protocol, FlagReference>>>;
  /** Its own settings, `--configmap`. */
  readonly settings?: FlagReference;
  /** Protocols whose flag names something that the input does not tell, as a variable. */
  readonly unresolved: readonly Protocol[];
  /** Flags whose value is no `<namespace>/<name>`: then it reads no map of that protocol. */
  readonly malformed: readonly { readonly protocol: Protocol; readonly value: string; readonly path: Path }[];
  /** Ports that it or its webhook listens on by its flags. */
  readonly ownPorts: readonly OwnPort[];
}

const NGINX_IMAGE = /(^|\/)(ingress-nginx\/controller(-chroot)?|nginx-ingress-controller[^/]*)([:@]|$)/;
const NGINX_PROGRAM = '/nginx-ingress-controller';
const HAPROXY_IMAGE = /haproxy/;

/** HAProxy Technologies' own controller; the community's haproxy-ingress has the flags of ingress-nginx. */
const HAPROXYTECH_FLAG = '--configmap-tcp-services';

/** The controller that a workload runs, or undefined where it runs none that is known: by image or program, else by its flags. */
export function controllerOf(workload: Workload): Controller | undefined {
  const nginx = workload.containers.find(({ image, start }) => NGINX_IMAGE.test(image) || start.includes(NGINX_PROGRAM));
  if (nginx) {
    return describe(workload, nginx, 'ingress-nginx');
  }
  const flagged = workload.containers.find(({ start }) =>
    [...Object.values(MAP_FLAG), HAPROXYTECH_FLAG].some((flag) => flagValue(start, flag) !== undefined),
  );
  return flagged && describe(workload, flagged, HAPROXY_IMAGE.test(flagged.image) ? 'haproxy-ingress' : 'ingress-nginx');
}

function describe(workload: Workload, container: Container, product: Controller['product']): Controller {
  const maps: Partial<Record<Protocol, FlagReference>> = {};
  const unresolved: Protocol[] = [];
  const malformed: { protocol: Protocol; value: string; path: Path }[] = [];
  for (const protocol of Object.values(Protocol)) {
    const reference =
      referenceOf(workload, container, MAP_FLAG[protocol]) ??
      (product === 'haproxy-ingress' && protocol === Protocol.TCP ? referenceOf(workload, container, HAPROXYTECH_FLAG) : undefined);
    const path = flagPaths(container, MAP_FLAG[protocol]).pop();
    if (reference === 'malformed' && path) {
      malformed.push({ protocol, path, value: flagValue(container.start, MAP_FLAG[protocol]) ?? '' });
    } else if (reference === 'unresolved') {
      unresolved.push(protocol);
    } else if (reference && reference !== 'malformed') {
      maps[protocol] = reference;
    }
  }
  const settings = referenceOf(workload, container, '--configmap');
  const version = /:v?(\d+\.\d+\.\d+)/.exec(container.image)?.[1];
  return {
    workload,
    container,
    product,
    ...(version === undefined ? {} : { version }),
    maps,
    ...(typeof settings === 'object' ? { settings } : {}),
    unresolved,
    malformed,
    ownPorts: product === 'ingress-nginx' ? reservedPorts(container.start, container.image) : [],
  };
}

function referenceOf(workload: Workload, container: Container, flag: string): FlagReference | 'unresolved' | 'malformed' | undefined {
  const value = flagValue(container.start, flag);
  const path = flagPaths(container, flag).pop();
  if (value === undefined || value === '' || path === undefined) {
    return undefined;
  }
  const [namespace, name, ...rest] = expand(value, workload, container).split('/');
  if (/\$\(/.test(expand(value, workload, container))) {
    return 'unresolved';
  }
  if (!namespace || !name || rest.length > 0) {
    return 'malformed';
  }
  return { namespace, name, path };
}

/** `$(NAME)` as Kubernetes expands it, for what the Pod's environment says in plain. */
function expand(value: string, workload: Workload, container: Container): string {
  return value.replace(/\$\(([^)]+)\)/g, (whole, name: string) => {
    const given = listAt(container.object, 'env').find((each) => each.name === name);
    if (given && textAt(given, 'value') !== undefined) {
      return textAt(given, 'value') as string;
    }
    return name === 'POD_NAMESPACE' || isNamespaceField(given) ? workload.namespace : whole;
  });
}

function isNamespaceField(env: unknown): boolean {
  return JSON.stringify(env ?? null).includes('"fieldPath":"metadata.namespace"');
}

/** Every argument that gives a flag, in order: the last one counts. */
export function flagPaths(container: Container, flag: string): Path[] {
  return ['command', 'args'].flatMap((field) => {
    const list = container.object[field];
    return Array.isArray(list)
      ? list.flatMap((arg: unknown, index) =>
          arg === flag || String(arg).startsWith(`${flag}=`) ? [[...container.path, field, index]] : [],
        )
      : [];
  });
}

/** Where the controller's arguments stand, for a flag that is missing. */
export function argsPath({ container }: Controller): Path {
  const field = Array.isArray(container.object.args) ? 'args' : Array.isArray(container.object.command) ? 'command' : undefined;
  return field === undefined ? container.path : [...container.path, field];
}
