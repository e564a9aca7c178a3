import { Yaml } from 'cdk8s';
import { Exposure } from '../../model/exposure';
import { Protocol } from '../../model/port';
import { MAP_FLAG } from '../../controllers/ingress-nginx/controller-args';
import { controllerServicePorts } from './stream-plane';

/** A file for kubectl. */
export interface PatchFile {
  /** File name. */
  readonly name: string;
  /** YAML, the command that applies it in a comment at its head. */
  readonly content: string;
}

/** Whose objects are patched. */
export interface PatchedController {
  readonly namespace: string;
  readonly controllerKind: string;
  readonly controller: string;
  readonly container: string;
  readonly service: string;
}

/** Names of all patches that there can be: ports, ports of both protocols, arguments. */
export function patchNames({ service, controller }: PatchedController): string[] {
  return [`${service}-ports.yaml`, `${service}-ports-of-both-protocols.yaml`, `${controller}-args.yaml`];
}

/**
 * The ports as a strategic merge patch, which may be applied again and again. It finds a port by its number alone, so numbers that
 * are exposed on TCP and on UDP come as a JSON patch of their own, which only ever appends.
 *
 * Server-side apply would find ports by number and protocol, but `kubectl apply --server-side` makes its field manager the owner of
 * all that was applied client-side before (kubectl 1.26 and later), and then takes away what is not in the file: the Service's other
 * ports, its selector, its type.
 */
export function portsPatches(controller: PatchedController, exposures: readonly Exposure[]): PatchFile[] {
  const protocolsOf = new Map<number, number>();
  exposures.forEach(({ port }) => protocolsOf.set(port, (protocolsOf.get(port) ?? 0) + 1));
  const single = exposures.filter(({ port }) => protocolsOf.get(port) === 1);
  const both = exposures.filter(({ port }) => protocolsOf.get(port) !== 1);
  return [...(single.length > 0 ? [mergePatch(controller, single)] : []), ...(both.length > 0 ? [appendPatch(controller, both)] : [])];
}

function mergePatch(controller: PatchedController, exposures: readonly Exposure[]): PatchFile {
  const [name] = patchNames(controller);
  const target = `service ${controller.service} -n ${controller.namespace}`;
  const comment = [
    `The ports of the gateway on Service ${controller.namespace}/${controller.service}. Its other ports stay as they are. Again after each`,
    'change of the table:',
    '',
    `  kubectl patch ${target} --type=strategic --patch-file ${name}`,
    '',
    'Not where the Service has one of these numbers under the other protocol: the patch would turn it into this one.',
    'A port that has left the table stays on the Service, and nobody answers on it, until it is taken away by its number:',
    '',
    `  kubectl patch ${target} --type=strategic -p '{"spec":{"ports":[{"$patch":"delete","port":NUMBER}]}}'`,
  ];
  return { name, content: commented(comment, { spec: { ports: controllerServicePorts(exposures) } }) };
}

function appendPatch(controller: PatchedController, exposures: readonly Exposure[]): PatchFile {
  const [, name] = patchNames(controller);
  const comment = [
    `The numbers that the gateway has on TCP and on UDP, appended to the ports of Service ${controller.namespace}/${controller.service}. Once;`,
    'where it says "Duplicate value", they are there, and nothing was changed:',
    '',
    `  kubectl patch service ${controller.service} -n ${controller.namespace} --type=json --patch-file ${name}`,
  ];
  const operations = controllerServicePorts(exposures).map((value) => ({ op: 'add', path: '/spec/ports/-', value }));
  return { name, content: commented(comment, operations) };
}

/**
 * The arguments as a JSON patch: a list of arguments has no keys by which anything could merge it. The test keeps it from any
 * other container than the one that is meant.
 */
export function argumentsPatch(
  controller: PatchedController,
  maps: readonly { readonly protocol: Protocol; readonly name: string }[],
): PatchFile {
  const [, , name] = patchNames(controller);
  const kind = controller.controllerKind.toLowerCase();
  const container = '/spec/template/spec/containers/0';
  const target = `${kind} ${controller.controller} -n ${controller.namespace}`;
  const operations = [
    { op: 'test', path: `${container}/name`, value: controller.container },
    ...maps.map(({ protocol, name: map }) => ({
      op: 'add',
      path: `${container}/args/-`,
      value: `${MAP_FLAG[protocol]}=${controller.namespace}/${map}`,
    })),
  ];
  const comment = [
    `The arguments that have the controller ${controller.namespace}/${controller.controller} read the gateway's maps. Once: it restarts the controller.`,
    'Whoever applies the manifest that the controller was installed with takes them away again: they belong in there, too.',
    'First see whether it has them already; where this prints them, there is nothing to do:',
    '',
    `  kubectl get ${target} -o jsonpath='{.spec.template.spec.containers[?(@.name=="${controller.container}")].args}' | grep -oE -- '${MAP_FLAG.TCP}=[^"]*|${MAP_FLAG.UDP}=[^"]*'`,
    '',
    'Else:',
    '',
    `  kubectl patch ${target} --type=json --patch-file ${name}`,
    '',
    `Where it says that the test failed, the container ${controller.container} is not the first one: write its index in place of the 0 in each path.`,
  ];
  return { name, content: commented(comment, operations) };
}

function commented(comment: readonly string[], document: unknown): string {
  return comment.map((line) => `# ${line}`.trimEnd()).join('\n') + '\n' + Yaml.stringify(document);
}
