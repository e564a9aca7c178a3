import { traefiks } from '../graph/traefik';
import { Verdict } from '../verify';
import { publishingServices } from '../rules/support-controller';
import { Draft } from './draft';
import { Picture } from './picture';
import { foldRanges } from './ranges';
import { drawRoutes } from './routes';
import { drawOutside, drawPods, isController, isExternalService, portLabel, serviceBox, servicePortRow, workloadBox } from './services';
import { drawController, drawOnNode, drawStreamMap } from './streams';
import { drawTraefik } from './traefik';
import { entrancesOf } from './traefik-entry-points';

export interface PictureOptions {
  /** Services, too, that nothing outside of the cluster reaches. @default false */
  readonly all?: boolean;
}

/**
 * The wiring as boxes and steps, with each finding on the step, port or object that it is about. Consecutive ports that go the same
 * way are one row.
 */
export function pictureOf(verdict: Verdict, { all = false }: PictureOptions = {}): Picture {
  const { graph, findings } = verdict;
  const draft = new Draft();
  for (const controller of graph.controllers) {
    drawController(draft, graph, controller);
  }
  const entrances = new Set([
    ...graph.controllers.flatMap((controller) => publishingServices(graph, controller)),
    ...traefiks(graph).flatMap((traefik) => entrancesOf(graph, traefik)),
  ]);
  for (const service of graph.services.filter((each) => !entrances.has(each) && (all || isExternalService(each)))) {
    for (const port of service.ports) {
      const row = servicePortRow(draft, serviceBox(draft, service, 'service'), port);
      if (isExternalService(service)) {
        drawOutside(draft, port, row);
      }
      drawPods(draft, graph, port, row);
    }
  }
  for (const workload of graph.workloads.filter((each) => !each.ends && !isController(graph, each))) {
    for (const { number, protocol, hostPort, name = '', path } of workload.ports.filter((each) => each.hostPort !== undefined)) {
      const row = draft.row(workloadBox(draft, workload, 'pods'), { label: portLabel(number, protocol), detail: name, path });
      drawOnNode(draft, workload, hostPort as number, protocol, row);
    }
  }
  graph.streamMaps.forEach((map) => drawStreamMap(draft, graph, map, findings));
  drawTraefik(draft, graph);
  drawRoutes(draft, graph);
  return foldRanges(draft.picture(findings));
}
