import { readFileSync, writeFileSync } from 'fs';
import { parseAllDocuments, stringify } from 'yaml';

/**
 * Takes the facts of CustomResourceDefinitions for `imports/crds/`: which groups, kinds and versions there are, and the fields of their
 * specs with types, patterns and limits. What is prose, status, or a rule in CEL stays behind: `cdk8s import` makes nothing of it.
 *
 *   node --require ts-node/register tools/crd-facts.ts UPSTREAM.yaml imports/crds/NAME.yaml Kind@version…
 */
const [source, target, ...wanted] = process.argv.slice(2);
if (source === undefined || target === undefined || wanted.length === 0) {
  process.stderr.write('usage: crd-facts.ts UPSTREAM.yaml imports/crds/NAME.yaml Kind@version…\n');
  process.exit(2);
}

interface Version {
  name: string;
  served: boolean;
  schema: { openAPIV3Schema: { properties: Record<string, unknown> } };
}

interface Definition {
  kind: string;
  spec: { group: string; names: { kind: string; plural: string }; scope: string; versions: Version[] };
}

const definitions = [...parseAllDocuments(readFileSync(source, 'utf8'))]
  .map((document) => document.toJS() as Definition | null)
  .filter((each): each is Definition => each?.kind === 'CustomResourceDefinition');

const facts = wanted.map((text) => {
  const [kind, name] = text.split('@');
  const found = definitions.find(({ spec }) => spec.names.kind === kind);
  const version = found?.spec.versions.find((each) => each.name === name && each.served);
  if (!found || !version) {
    process.stderr.write(`${source} serves no ${text}\n`);
    process.exit(2);
  }
  const { group, names, scope } = found.spec;
  const { properties } = version.schema.openAPIV3Schema;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${names.plural}.${group}` },
    spec: {
      group,
      names: { kind, plural: names.plural },
      scope,
      versions: [
        {
          name,
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              required: ['spec'],
              properties: { metadata: { type: 'object' }, spec: withoutProse(properties.spec) },
            },
          },
        },
      ],
    },
  };
});
writeFileSync(target, facts.map((fact) => stringify(fact, { lineWidth: 0, aliasDuplicateObjects: false })).join('---\n'));

/** A schema without descriptions, examples and CEL rules. Below `properties` the keys are names of fields, whatever they are. */
function withoutProse(schema: unknown, names = false): unknown {
  if (Array.isArray(schema)) {
    return schema.map((each) => withoutProse(each));
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  const left = names ? [] : ['description', 'example', 'externalDocs', 'title', 'x-kubernetes-validations'];
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !left.includes(key))
      .map(([key, value]) => [key, withoutProse(value, !names && key === 'properties')]),
  );
}
