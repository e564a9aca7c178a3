import { Unread } from '../lib/probing/cluster';
import { append } from '../lib/wiring/graph/keys';
import { Manifest } from '../lib/wiring/manifest';
import { plural } from '../lib/wiring/report/counts';
import { LISTENERS_OF_ROUTE } from '../lib/wiring/graph/routes';

const NOT_HELD = 'the input holds none';
const KINDS = ['Pod', 'EndpointSlice', 'Node', 'ConfigMap', 'GatewayClass', ...Object.keys(LISTENERS_OF_ROUTE)];

/** The kinds of which the input has nothing: whoever wrote it may not have asked for them. */
export function unheldKinds(manifests: readonly Manifest[]): Unread[] {
  const held = new Set(manifests.map(({ kind }) => kind));
  return KINDS.filter((kind) => !held.has(kind)).map((kind) => ({ kind, reason: NOT_HELD }));
}

/** What could not be read, and what is not probed. */
export function notesOf(unread: readonly Unread[], others: number): string[] {
  const refused = unread.filter(({ reason }) => reason !== NOT_HELD);
  const nowhere = refused.filter(({ except = [] }) => except.length === 0);
  const partly = new Map<string, string[]>();
  for (const { kind, except = [] } of refused.filter((each) => !nowhere.includes(each))) {
    append(partly, except.join(', '), kind);
  }
  return [
    ...(nowhere.length > 0 ? [`not readable, so nothing is told of them: ${kindsText(nowhere)} (${nowhere[0].reason})`] : []),
    ...[...partly].map(([namespaces, kinds]) => `readable in namespace ${namespaces} only: ${kinds.join(', ')}`),
    ...(others > 0 ? [`${plural(others, 'port')} of SCTP ${others === 1 ? 'is' : 'are'} not probed`] : []),
  ];
}

function kindsText(unread: readonly Unread[]): string {
  return unread.map(({ kind }) => kind).join(', ');
}
