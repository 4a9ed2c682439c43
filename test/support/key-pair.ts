import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Files of a certificate that ends in so many days. */
export async function makePair(
  dir: string,
  name: string,
  days: number,
): Promise<{ cert: string; key: string }> {
  const pair = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    notBeforeDate: new Date(Date.now() - 30 * DAY_MS),
    notAfterDate: new Date(Date.now() + days * DAY_MS),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  });
  const [cert, key] = [join(dir, `${name}${days}.pem`), join(dir, `${name}${days}-key.pem`)];
  await Promise.all([writeFile(cert, pair.cert), writeFile(key, pair.private)]);
  return { cert, key };
}
