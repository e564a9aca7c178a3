/** A namespace and a name, as in `database/postgres`. */
const NAMESPACED = '[^\\s/:]+/[^\\s/:]+';

/**
 * What `multiport.yaml` may hold, as JSON Schema. `multiport.schema.json` of the package is the same, for editors. The descriptions
 * below values with a pattern end the sentence "… is not valid: give …".
 */
export const CONFIG_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'multiport.yaml',
  description: 'What multiport has to know about the cluster, and what it shall ignore.',
  type: 'object',
  additionalProperties: false,
  properties: {
    world: {
      description: 'closed: the input is everything that there is, so that what is missing is an error. open: the input is a part.',
      enum: ['open', 'closed'],
      default: 'open',
    },
    namespace: {
      description: 'the namespace of objects that name none: 63 or fewer lower-case letters, digits and hyphens, as "default"',
      type: 'string',
      pattern: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$',
      default: 'default',
    },
    nodePortRange: {
      description: 'the first and the last node port of the cluster, as 30000-32767',
      type: 'string',
      pattern: '^[0-9]{1,5}-[0-9]{1,5}$',
      default: '30000-32767',
    },
    external: {
      description: 'What is in the cluster and not in the input.',
      type: 'object',
      additionalProperties: false,
      properties: {
        services: {
          description: 'Services that somebody else makes.',
          type: 'array',
          items: {
            description: 'namespace/name of a Service, with :port and /udp where they matter, as "database/postgres:5432"',
            type: 'string',
            pattern: `^${NAMESPACED}(:[^\\s/:]+)?(/([tT][cC][pP]|[uU][dD][pP]|[sS][cC][tT][pP]))?$`,
          },
        },
        objects: {
          description: 'Objects of other kinds that somebody else makes.',
          type: 'array',
          items: {
            description: 'kind, namespace and name of an object, as "Secret shop/certificate"',
            type: 'string',
            pattern: '^[A-Z][A-Za-z0-9]* ([^\\s/]+/)?[^\\s/]+$',
          },
        },
        maps: {
          description: 'ConfigMaps of TCP or UDP services that a controller outside of the input reads.',
          type: 'array',
          items: {
            description: 'namespace/name of a ConfigMap, as "ingress-nginx/tcp-services"',
            type: 'string',
            pattern: `^${NAMESPACED}$`,
          },
        },
      },
    },
    ignore: {
      description: 'Findings that are to be ignored, and why.',
      type: 'array',
      items: {
        description: 'A rule, and where it is ignored: everywhere, unless object or file say less.',
        type: 'object',
        additionalProperties: false,
        required: ['rule', 'reason'],
        properties: {
          rule: { description: 'the id of a rule, as the report has it', type: 'string', pattern: '^[a-z0-9-]+$' },
          object: {
            description: 'kind, namespace and name of an object, as "Service shop/web"; * stands for any part of it',
            type: 'string',
            pattern: '^(\\*|\\S+ \\S+)$',
          },
          file: {
            description: 'a file as the report has it; * stands for a part of a name, ** for any folders',
            type: 'string',
            pattern: '\\S',
          },
          reason: { description: 'why it may stay', type: 'string', pattern: '\\S' },
        },
      },
    },
  },
} as const;
