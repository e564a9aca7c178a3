import {
  binaryTag,
  boolYaml11Tag,
  defineScalarTag,
  FAILSAFE_SCHEMA,
  floatCoreTag,
  intYaml11Tag,
  mergeTag,
  NOT_RESOLVED,
  nullYaml11Tag,
  Schema,
  ScalarTagDefinition,
} from 'js-yaml';

/**
 * YAML as kubectl reads it (sigs.k8s.io/yaml): 1.1 with its octal numbers, `yes` and `<<`, but without dates and base-60 numbers, so
 * that `1:20` and `2020-01-01` are strings.
 */
export const KUBERNETES_SCHEMA: Schema = FAILSAFE_SCHEMA.withTags(
  nullYaml11Tag,
  boolYaml11Tag,
  integers(),
  floatCoreTag,
  binaryAsText(),
  mergeTag,
);

/** As Go reads them: `010` and `0o10` are eight. */
function integers(): ScalarTagDefinition<number> {
  const { tagName, nodeKind: _kind, ...options } = intYaml11Tag;
  return defineScalarTag<number>(tagName, {
    ...options,
    resolve: (source, isExplicit, name) => {
      const [, sign, octal] = /^([-+]?)0o([0-7_]+)$/.exec(source) ?? [];
      if (octal !== undefined) {
        return parseInt(octal.replaceAll('_', ''), 8) * (sign === '-' ? -1 : 1);
      }
      return source.includes(':') ? NOT_RESOLVED : intYaml11Tag.resolve(source, isExplicit, name);
    },
  });
}

/** `!!binary` keeps its Base64 text, which is what stands in `data` of a Secret. */
function binaryAsText(): ScalarTagDefinition<string> {
  return defineScalarTag<string>(binaryTag.tagName, { resolve: (source) => source, identify: () => false });
}
