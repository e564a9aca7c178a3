import { entryPointArguments } from '../../controllers/traefik/entry-points';
import { commented, PatchFile, portsPatchNames, servicePortsPatches } from '../patch-files';
import { PlannedEntryPoint, servicePorts } from './entry-point-plan';

/** Whose objects are patched. */
export interface PatchedTraefik {
  readonly namespace: string;
  readonly controllerKind: string;
  readonly controller: string;
  readonly container: string;
  readonly service: string;
}

/** Names of all patches that there can be. */
export function patchNames({ service, controller }: PatchedTraefik): string[] {
  return [...portsPatchNames(service), `${controller}-args.yaml`];
}

/** The patches for a Traefik that Helm does not manage: the ports of its Service, and its arguments. */
export function patchesOf(traefik: PatchedTraefik, entryPoints: readonly PlannedEntryPoint[]): PatchFile[] {
  return [...servicePortsPatches(traefik, servicePorts(entryPoints)), argumentsPatch(traefik, entryPoints)];
}

/** A list of arguments has no keys by which anything could merge it: a JSON patch appends. */
function argumentsPatch(traefik: PatchedTraefik, entryPoints: readonly PlannedEntryPoint[]): PatchFile {
  const [, , name] = patchNames(traefik);
  const target = `${traefik.controllerKind.toLowerCase()} ${traefik.controller} -n ${traefik.namespace}`;
  const container = '/spec/template/spec/containers/0';
  const operations = [
    { op: 'test', path: `${container}/name`, value: traefik.container },
    ...entryPoints.flatMap(entryPointArguments).map((value) => ({ op: 'add', path: `${container}/args/-`, value })),
  ];
  const comment = [
    `The arguments that have Traefik ${traefik.namespace}/${traefik.controller} open the gateway's ports. It restarts Traefik: the connections`,
    'through its Pods end. Whoever applies the manifest that it was installed with takes them away again: they belong in there, too.',
    'For a Traefik that Helm manages use the values instead.',
    '',
    `  kubectl patch ${target} --type=json --patch-file ${name}`,
    '',
    'After a change of the table only the lines of new ports: leave the others out of this file. These it has already:',
    '',
    `  kubectl get ${target} -o jsonpath='{.spec.template.spec.containers[?(@.name=="${traefik.container}")].args}'`,
    '',
    `Where it says that the test failed, the container ${traefik.container} is not the first one: write its index in place of the 0 in each path.`,
  ];
  return { name, content: commented(comment, operations) };
}

/** Values for Traefik's Helm chart: maps, which Helm merges with those of the release. */
export function helmValues({ namespace, controller }: PatchedTraefik, entryPoints: readonly PlannedEntryPoint[]): string {
  const ports = entryPoints.map(({ name, port, exposedPort, protocol, trustedIps, graceSeconds }) => [
    name,
    {
      port,
      expose: { default: true },
      exposedPort,
      protocol,
      ...(trustedIps === undefined ? {} : { proxyProtocol: { trustedIPs: [...trustedIps] } }),
      ...(graceSeconds === undefined ? {} : { transport: { lifeCycle: { graceTimeOut: graceSeconds } } }),
    },
  ]);
  const comment = [
    'The ports of the gateway, for the Helm chart of Traefik. Save them as traefik-ports.yaml; again after each change of the table. It restarts',
    'Traefik: the connections through its Pods end.',
    '',
    `  helm upgrade ${controller} traefik/traefik -n ${namespace} --reuse-values -f traefik-ports.yaml`,
    '',
    'A port that has left the table stays open until it is set to null:  --set ports.NAME=null',
    '',
    'HTTP routes that name no entryPoints bind to these ports, too, unless the ports that are meant for them have asDefault: true.',
  ];
  return commented(comment, { ports: Object.fromEntries(ports) as Record<string, unknown> });
}
