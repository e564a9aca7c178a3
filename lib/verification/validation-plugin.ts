import { readFileSync } from 'fs';
import { display } from '../model/port';
import { Refusal } from '../model/refusal';
import { verifyOptionsOf } from '../wiring/config/parse-config';
import { Finding, isFieldPlace } from '../wiring/finding';
import { objectText } from '../wiring/manifest';
import { regionOf } from '../wiring/places';
import { readInput } from '../wiring/read';
import { fileOf } from '../wiring/suppression';
import { verify } from '../wiring/verify';
import { NAMESPACE } from './app-manifests';
import { readConfig } from './config-file';

/** `properties` of the plugin in cdk8s.yaml. */
export interface WiringValidationProps {
  /** The program makes everything that there is: what is missing is an error. @default true */
  readonly closedWorld?: boolean;
}

/** A resource in which a violation lies, as cdk8s prints it. */
interface ViolatingResource {
  readonly resourceName: string;
  readonly locations: readonly string[];
  readonly manifestPath: string;
}

/** What cdk8s hands to a validation plugin (`cdk8s-cli/plugins`), as far as this one needs it. */
interface ValidationContext {
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: {
      readonly ruleName: string;
      readonly recommendation: string;
      readonly fix: string;
      readonly violatingResources: readonly ViolatingResource[];
    }): void;
    submit(status: 'success' | 'failure'): void;
  };
  readonly logger: { log(message: string): void };
}

/**
 * Validation plugin of `cdk8s synth`: the rules of `multiport check` on the files that it has written. Errors make cdk8s exit with
 * status 2, warnings are logged. It reads `multiport.yaml` in the folder in which cdk8s runs.
 *
 * A program with a `TcpMultiPortGateway` verifies itself, and does not need it.
 */
export class WiringValidation {
  private readonly closed: boolean;

  /** Throws where a property is not known, or is of another type. */
  public constructor(props: WiringValidationProps = {}) {
    const unknown = Object.keys(props).find((key) => key !== 'closedWorld');
    if (unknown !== undefined) {
      throw new Refusal(`WiringValidation has no property ${display(unknown)}: give closedWorld, or none`);
    }
    const { closedWorld = true } = props;
    if (typeof closedWorld !== 'boolean') {
      throw new Refusal(`closedWorld ${display(closedWorld)} is neither true nor false: give one of them`);
    }
    this.closed = closedWorld;
  }

  /** @param context what cdk8s hands to a plugin */
  // eslint-disable-next-line @typescript-eslint/require-await -- the contract of cdk8s
  public async validate(context: any): Promise<void> {
    const { manifests, report, logger } = context as ValidationContext;
    const { config, problems } = readConfig();
    if (problems.length > 0) {
      throw new Error(problems.join('\n'));
    }
    const sources = manifests.map((file) => ({ file, text: readFileSync(file, 'utf8') }));
    const input = readInput(sources, { namespace: config.namespace ?? NAMESPACE });
    const { findings } = verify(input.manifests, {
      ...verifyOptionsOf(config, { closed: this.closed }),
      unreadable: input.unreadable,
    });
    const told = findings.filter(({ suppressed }) => suppressed === undefined);
    const errors = told.filter(({ severity }) => severity === 'error');
    told.filter(({ severity }) => severity === 'warning').forEach((finding) => logger.log(`warning: ${lineOf(finding)}`));
    for (const finding of errors) {
      report.addViolation({
        ruleName: finding.rule,
        recommendation: finding.message,
        fix: finding.fix,
        violatingResources: [resourceOf(finding)],
      });
    }
    report.submit(errors.length === 0 ? 'success' : 'failure');
  }
}

function lineOf(finding: Finding): string {
  const { locations, manifestPath } = resourceOf(finding);
  return `${[manifestPath, ...locations].join(':')}: ${finding.message}: ${finding.fix} (${finding.rule})`;
}

function resourceOf({ place }: Finding): ViolatingResource {
  const region = regionOf(place);
  return {
    // cdk8s finds the construct by the bare name.
    resourceName: isFieldPlace(place) ? place.manifest.name || objectText(place.manifest) : '-',
    locations: region ? [`${region.line}:${region.column}`] : [],
    manifestPath: fileOf(place) ?? '',
  };
}
