import { Yaml } from 'cdk8s';
import { Exposure } from '../../model/exposure';
import { Protocol } from '../../model/port';
import { controllerServicePorts, TCP_FLAG, UDP_FLAG } from './stream-plane';

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

const FIELD_MANAGER = 'cdk8s-multiport';

/** The ports as a server-side apply: it owns these ports alone, and takes away those that it applied before and that are gone. */
export function portsPatch(controller: PatchedController, exposures: readonly Exposure[]): PatchFile {
  const name = `${controller.service}-ports.yaml`;
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: controller.service, namespace: controller.namespace },
    spec: { ports: controllerServicePorts(exposures) },
  };
  const comment = [
    `The ports of the gateway on Service ${controller.namespace}/${controller.service}. Its other ports stay as they are.`,
    'The Service has to be there. Again after each change of the table; ports that left the table then leave the Service:',
    '',
    `  kubectl apply --server-side --field-manager=${FIELD_MANAGER} -f ${name}`,
  ];
  return { name, content: commented(comment, service) };
}

/**
 * The arguments as a JSON patch: a list of arguments has no keys by which anything could merge it. The test keeps it from any
 * other container than the one that is meant.
 */
export function argumentsPatch(
  controller: PatchedController,
  maps: readonly { readonly protocol: Protocol; readonly name: string }[],
): PatchFile {
  const name = `${controller.controller}-args.yaml`;
  const kind = controller.controllerKind.toLowerCase();
  const container = '/spec/template/spec/containers/0';
  const target = `${kind} ${controller.controller} -n ${controller.namespace}`;
  const operations = [
    { op: 'test', path: `${container}/name`, value: controller.container },
    ...maps.map(({ protocol, name: map }) => ({
      op: 'add',
      path: `${container}/args/-`,
      value: `${protocol === Protocol.TCP ? TCP_FLAG : UDP_FLAG}=${controller.namespace}/${map}`,
    })),
  ];
  const comment = [
    `The arguments that have the controller ${controller.namespace}/${controller.controller} read the gateway's maps. Once: it restarts the controller.`,
    'First see whether it has them already; where this prints them, there is nothing to do:',
    '',
    `  kubectl get ${target} -o jsonpath='{.spec.template.spec.containers[?(@.name=="${controller.container}")].args}' | grep -oE '${TCP_FLAG}=[^"]*|${UDP_FLAG}=[^"]*'`,
    '',
    'Else:',
    '',
    `  kubectl patch ${target} --type=json --patch-file ${name}`,
    '',
    `Where it says "the server rejected our request" or "testing value … failed", the container ${controller.container} is not the first one:`,
    'write its index in place of the 0 in each path.',
  ];
  return { name, content: commented(comment, operations) };
}

function commented(comment: readonly string[], document: unknown): string {
  return comment.map((line) => `# ${line}`.trimEnd()).join('\n') + '\n' + Yaml.stringify(document);
}
