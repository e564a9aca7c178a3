import { Exposure, exposureText } from '../model/exposure';
import { comparePorts, display, portText } from '../model/port';
import { describePlace, Refusal } from '../model/refusal';

interface Row {
  readonly exposure: Exposure;
  readonly place: Error;
}

/** The exposures of one gateway: one row for each port and protocol, or for each host name of a TLS port, each with a name of its own. */
export class ExposureTable {
  private readonly rows = new Map<string, Row[]>();
  private readonly names = new Map<string, Exposure>();
  private sorted: Exposure[] | undefined;

  /** All rows by port, protocol and host name, the same list for every order of `add`. */
  public get exposures(): Exposure[] {
    this.sorted ??= [...this.rows.values()].flatMap((rows) => rows.map(({ exposure }) => exposure)).sort(compareExposures);
    return this.sorted;
  }

  public get size(): number {
    return this.names.size;
  }

  public add(exposure: Exposure, place: Error): void {
    const key = portText(exposure.port, exposure.protocol);
    this.rows.set(key, [...(this.rows.get(key) ?? []), { exposure, place }]);
    this.names.set(exposure.name, exposure);
    this.sorted = undefined;
  }

  /** Throws where the port, the host name or the name is taken. */
  public assertFree(exposure: Exposure, place: Error): void {
    const key = portText(exposure.port, exposure.protocol);
    for (const taken of this.rows.get(key) ?? []) {
      const both =
        `${exposureText(taken.exposure)} at ${describePlace(taken.place)}, ` + `and ${exposureText(exposure)} at ${describePlace(place)}`;
      if (exposure.hostnames === undefined || taken.exposure.hostnames === undefined) {
        throw new Refusal(`port ${key} is exposed twice: ${both}: give one of them another port`);
      }
      const shared = exposure.hostnames.find((hostname) => taken.exposure.hostnames?.includes(hostname));
      if (shared !== undefined) {
        throw new Refusal(`host name ${display(shared)} on port ${key} is exposed twice: ${both}: leave it out of one of them`);
      }
    }
    const namesake = this.names.get(exposure.name);
    if (namesake) {
      throw new Refusal(
        `the name ${display(exposure.name)} of ${exposureText(exposure)} is already that of ${exposureText(namesake)}: give another name`,
      );
    }
  }
}

function compareExposures(a: Exposure, b: Exposure): number {
  return comparePorts(a, b) || compareTexts(a.hostnames?.[0] ?? '', b.hostnames?.[0] ?? '');
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
