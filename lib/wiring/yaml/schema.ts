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
  withoutColons(intYaml11Tag),
  floatCoreTag,
  binaryAsText(),
  mergeTag,
);

function withoutColons(tag: ScalarTagDefinition<number>): ScalarTagDefinition<number> {
  const { tagName, nodeKind: _kind, ...options } = tag;
  return defineScalarTag<number>(tagName, {
    ...options,
    resolve: (source, isExplicit, name) => (source.includes(':') ? NOT_RESOLVED : tag.resolve(source, isExplicit, name)),
  });
}

/** `!!binary` keeps its Base64 text, which is what stands in `data` of a Secret. */
function binaryAsText(): ScalarTagDefinition<string> {
  return defineScalarTag<string>(binaryTag.tagName, { resolve: (source) => source, identify: () => false });
}
