import { isPlainObject, mapAt } from '../model/plain';
import { textsMapAt } from '../wiring/manifest';
import { WiringGraph } from '../wiring/graph/wiring-graph';
import { controllerLeft, dataLeft } from './controller-settings';
import { ExternalPorts, isBalanced } from './external-ports';
import { LeftBehind, placeAt } from './left-behind';
import { fieldsLeft, hostsLeft, nodesLeft, secondAddresses, serviceLeft } from './service-settings';
import { Source } from './sources';
import { HelmValues } from './values';

/** What a source has beside its maps, and a Gateway made of the table has not: settings of the controller and of its Service. */
export function settingsLeft(graph: WiringGraph, source: Source, ports: ExternalPorts): LeftBehind[] {
  const services = ports.services;
  return [
    ...services.flatMap((service) => serviceLeft(service, source)),
    ...hostsLeft(source),
    ...secondAddresses(services.filter(isBalanced)),
    ...source.controllers.flatMap((controller) => controllerLeft(graph, controller)),
    ...(source.values ? valuesLeft(source.values) : []),
  ];
}

/** The same in the values of the chart. */
function valuesLeft({ manifest, path, values }: HelmValues): LeftBehind[] {
  const controllerPath = [...path, 'controller'];
  const controller = mapAt(values, 'controller');
  const service = mapAt(controller, 'service');
  const servicePath = [...controllerPath, 'service'];
  const title = `${servicePath.join('.')}`;
  const internal = mapAt(service, 'internal');
  const onNodes = controller.hostNetwork === true ? 'hostNetwork' : mapAt(controller, 'hostPort').enabled === true ? 'hostPort' : undefined;
  return [
    ...(onNodes === undefined
      ? []
      : [nodesLeft(placeAt(manifest, [...controllerPath, onNodes]), `${controllerPath.join('.')}.${onNodes}`)]),
    ...fieldsLeft({
      title,
      manifest,
      spec: service,
      specPath: servicePath,
      annotations: textsMapAt(service, 'annotations'),
      annotationsPath: [...servicePath, 'annotations'],
    }),
    ...(isPlainObject(service.internal) && internal.enabled === true
      ? [
          {
            place: placeAt(manifest, [...servicePath, 'internal']),
            what: `${title}.internal`,
            reason: 'the controller has a second Service with an address of its own, and a Gateway is one address',
            fix: 'make a second Gateway for it',
            noticed: true,
          },
        ]
      : []),
    ...dataLeft(manifest, [...controllerPath, 'config'], mapAt(controller, 'config'), `${controllerPath.join('.')}.config`),
  ];
}
