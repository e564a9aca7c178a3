import { Exposure } from '../../model/exposure';
import { Protocol } from '../../model/port';
import { MAP_FLAG } from '../../controllers/ingress-nginx/controller-args';
import { commented, PatchFile, portsPatchNames, servicePortsPatches } from '../patch-files';
import { controllerServicePorts } from './stream-plane';

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
  return [...portsPatchNames(service), `${controller}-args.yaml`];
}

/** The ports of the exposures on the controller's Service. */
export function portsPatches(controller: PatchedController, exposures: readonly Exposure[]): PatchFile[] {
  return servicePortsPatches(controller, controllerServicePorts(exposures));
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
