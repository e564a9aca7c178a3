import { Protocol } from '../../model/port';

/** The flag that names the map of a protocol. */
export const MAP_FLAG: Readonly<Record<Protocol, string>> = {
  [Protocol.TCP]: '--tcp-services-configmap',
  [Protocol.UDP]: '--udp-services-configmap',
};

/** The controller's arguments, read and written as pflag does: `--flag=value` or `--flag value`, and the last one counts. */

/** The value that the controller would see, or undefined where the flag is not given. */
export function flagValue(args: readonly string[], flag: string): string | undefined {
  let value: string | undefined;
  args.forEach((arg, index) => {
    if (arg === flag) {
      value = args[index + 1];
    } else if (arg.startsWith(`${flag}=`)) {
      value = arg.slice(flag.length + 1);
    }
  });
  return value;
}

/**
 * `args` with the flag given once and with this value: where it stood last, else at the end.
 * Returns `args` itself where that changes nothing.
 */
export function withFlag(args: readonly string[], flag: string, value: string): readonly string[] {
  const wanted = `${flag}=${value}`;
  const places = args.flatMap((arg, index) => (arg === flag || arg.startsWith(`${flag}=`) ? [index] : []));
  if (places.length === 0) {
    return [...args, wanted];
  }
  if (places.length === 1 && args[places[0]] === wanted) {
    return args;
  }
  const last = places[places.length - 1];
  const values = new Set(places.filter((index) => args[index] === flag).map((index) => index + 1));
  return args.flatMap((arg, index) => {
    if (index === last) {
      return [wanted];
    }
    return places.includes(index) || values.has(index) ? [] : [arg];
  });
}
