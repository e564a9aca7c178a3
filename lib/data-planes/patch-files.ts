import { mkdirSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Yaml } from 'cdk8s';
import { PlainObject } from '../model/plain';

/** A file for kubectl. */
export interface PatchFile {
  /** File name. */
  readonly name: string;
  /** YAML, the command that applies it in a comment at its head. */
  readonly content: string;
}

/** The Service whose ports are patched. */
export interface PatchedService {
  readonly namespace: string;
  readonly service: string;
}

/** Names of the patches of a Service's ports that there can be: ports, ports of both protocols. */
export function portsPatchNames(service: string): string[] {
  return [`${service}-ports.yaml`, `${service}-ports-of-both-protocols.yaml`];
}

/**
 * The ports as a strategic merge patch, which may be applied again and again. It finds a port by its number alone, so numbers that
 * are exposed on TCP and on UDP come as a JSON patch of their own, which only ever appends.
 *
 * Server-side apply would find ports by number and protocol, but `kubectl apply --server-side` makes its field manager the owner of
 * all that was applied client-side before (kubectl 1.26 and later), and then takes away what is not in the file: the Service's other
 * ports, its selector, its type.
 */
export function servicePortsPatches(patched: PatchedService, ports: readonly PlainObject[]): PatchFile[] {
  const protocolsOf = new Map<unknown, number>();
  ports.forEach(({ port }) => protocolsOf.set(port, (protocolsOf.get(port) ?? 0) + 1));
  const single = ports.filter(({ port }) => protocolsOf.get(port) === 1);
  const both = ports.filter(({ port }) => protocolsOf.get(port) !== 1);
  return [...(single.length > 0 ? [mergePatch(patched, single)] : []), ...(both.length > 0 ? [appendPatch(patched, both)] : [])];
}

function mergePatch({ namespace, service }: PatchedService, ports: readonly PlainObject[]): PatchFile {
  const [name] = portsPatchNames(service);
  const target = `service ${service} -n ${namespace}`;
  const comment = [
    `The ports of the gateway on Service ${namespace}/${service}. Its other ports stay as they are. Again after each`,
    'change of the table:',
    '',
    `  kubectl patch ${target} --type=strategic --patch-file ${name}`,
    '',
    'Not where the Service has one of these numbers under the other protocol: the patch would turn it into this one.',
    'A port that has left the table stays on the Service, and nobody answers on it, until it is taken away by its number:',
    '',
    `  kubectl patch ${target} --type=strategic -p '{"spec":{"ports":[{"$patch":"delete","port":NUMBER}]}}'`,
  ];
  return { name, content: commented(comment, { spec: { ports } }) };
}

function appendPatch({ namespace, service }: PatchedService, ports: readonly PlainObject[]): PatchFile {
  const [, name] = portsPatchNames(service);
  const comment = [
    `The numbers that the gateway has on TCP and on UDP, appended to the ports of Service ${namespace}/${service}. Once;`,
    'where it says "Duplicate value", they are there, and nothing was changed:',
    '',
    `  kubectl patch service ${service} -n ${namespace} --type=json --patch-file ${name}`,
  ];
  const operations = ports.map((value) => ({ op: 'add', path: '/spec/ports/-', value }));
  return { name, content: commented(comment, operations) };
}

/** A YAML document with a comment at its head. */
export function commented(comment: readonly string[], document: unknown): string {
  return comment.map((line) => `# ${line}`.trimEnd()).join('\n') + '\n' + Yaml.stringify(document);
}

/** Writes files into a folder, which is made where it is missing, takes away those of `names` that are not among them, and returns the paths. */
export function writeFiles(folder: string, files: readonly PatchFile[], names: readonly string[]): string[] {
  mkdirSync(folder, { recursive: true });
  const written = new Set(files.map((file) => file.name));
  names.filter((name) => !written.has(name)).forEach((name) => rmSync(join(folder, name), { force: true }));
  return files.map((file) => {
    const path = join(folder, file.name);
    writeFileSync(path, file.content);
    return path;
  });
}
