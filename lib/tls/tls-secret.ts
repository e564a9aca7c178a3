import { createPrivateKey, KeyObject, X509Certificate } from 'crypto';
import { readFileSync } from 'fs';
import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { assertDnsLabel, assertObjectName } from '../model/names';
import { assertList, assertObject, display } from '../model/port';
import { Refusal, refusedWhenMade } from '../model/refusal';
import { addObject } from '../objects/api-objects';
import { assertInChart } from '../objects/tree';

export interface TlsSecretProps {
  /** Path of the certificate, PEM; further certificates of the chain behind it. */
  readonly certificateFile: string;
  /** Path of the certificate's private key, PEM, without a passphrase. */
  readonly keyFile: string;
  /** DNS names by which clients reach the server; the certificate has to cover one of them at least. @default - not checked */
  readonly dnsNames?: string[];
  /** Name of the Secret. @default - the construct's id */
  readonly name?: string;
  /** @default - the chart's namespace */
  readonly namespace?: string;
}

/**
 * A Secret of type kubernetes.io/tls made from two files. The private key stands in the synthesized YAML, so that belongs into no
 * repository: where it is committed, make the Secret with `kubectl create secret tls` instead.
 *
 * Throws where a file is no PEM, is a placeholder, where the key is not the certificate's, and where the certificate covers none
 * of the names.
 */
export class TlsSecret extends Construct {
  /** Key of the certificate in the Secret; fixed by its type. */
  public static readonly CERTIFICATE_KEY = 'tls.crt';
  /** Key of the private key in the Secret; fixed by its type. */
  public static readonly PRIVATE_KEY_KEY = 'tls.key';

  /** Name of the Secret. */
  public readonly name: string;
  public readonly secret: ApiObject;

  public constructor(scope: Construct, id: string, props: TlsSecretProps) {
    super(scope, id);
    const name = props?.name ?? id;
    const data = refusedWhenMade(new.target, this, () => {
      assertInChart(this);
      assertObject(props, 'the props', '{ certificateFile, keyFile }');
      assertList(props.dnsNames ?? [], 'dnsNames', "['web']");
      assertObjectName(name, 'name');
      if (props.namespace !== undefined) {
        assertDnsLabel(props.namespace, 'namespace');
      }
      return checkedData(props);
    });
    this.name = name;
    const namespace = props.namespace ?? Chart.of(this).namespace;
    this.secret = addObject(this, 'Secret', {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
      type: 'kubernetes.io/tls',
      data,
    });
  }
}

function checkedData(props: TlsSecretProps): { [key: string]: string } {
  const certificateText = readPem(props.certificateFile, 'certificateFile');
  const keyText = readPem(props.keyFile, 'keyFile');
  const certificate = parse(() => new X509Certificate(certificateText), 'certificateFile', props.certificateFile, 'certificate');
  const key = parse(() => createPrivateKey(keyText), 'keyFile', props.keyFile, 'private key without passphrase');
  assertMatch(certificate, key, props);
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  return { [TlsSecret.CERTIFICATE_KEY]: base64(certificateText), [TlsSecret.PRIVATE_KEY_KEY]: base64(keyText) };
}

function readPem(path: string, what: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Refusal(`${what} ${display(path)} cannot be read (${(error as NodeJS.ErrnoException).code}): give the path of a PEM file`);
  }
  const placeholder = /\bREPLACE_[A-Z0-9_]+/.exec(text);
  if (placeholder) {
    throw new Refusal(`${what} ${display(path)} holds the placeholder ${placeholder[0]}: put the PEM text there`);
  }
  return text;
}

/** The text itself stays out of every message: it may be a key. */
function parse<T>(read: () => T, what: string, path: string, kind: string): T {
  try {
    return read();
  } catch {
    throw new Refusal(`${what} ${display(path)} holds no PEM ${kind}: give one that begins with "-----BEGIN"`);
  }
}

function assertMatch(certificate: X509Certificate, key: KeyObject, props: TlsSecretProps): void {
  if (!certificate.checkPrivateKey(key)) {
    throw new Refusal(
      `keyFile ${display(props.keyFile)} is not the key of certificateFile ${display(props.certificateFile)}: give the two that belong together`,
    );
  }
  const names = props.dnsNames ?? [];
  if (names.length > 0 && !names.some((name) => certificate.checkHost(name) !== undefined)) {
    const covered = certificate.subjectAltName ?? certificate.subject.replace(/\n/g, ', ');
    throw new Refusal(
      `certificateFile ${display(props.certificateFile)} covers ${covered}, and so none of the names of the server: make it for ${names.join(' or ')}`,
    );
  }
}
