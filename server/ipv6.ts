/** The 16 bytes of an address as Node writes it. */
export function ipv6Bytes(address: string): Buffer {
  const [bare = ''] = address.split('%');
  const [before = '', after] = bare.split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const [head, tail] = [groups(before), groups(after)];
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  const all = [...head, ...zeros, ...tail].map((group) => group.padStart(4, '0'));
  return Buffer.from(all.join(''), 'hex');
}
