/** Bits a thousand a second. Without it a call begins at 300, and is blurred for up to 18 s. */
const START_KBPS = 1_000;

/**
 * What this side asks of the other's encoders, in the description that it sends: silence costs nothing (DTX), lost
 * words are mended from the next packet (in-band FEC, RFC 7587), and the picture begins sharp. Whoever doesn't know a
 * parameter passes over it (RFC 8866, section 6.15).
 */
export function withHints(sdp: string): string {
  return sdp
    .split(/(?=^m=)/m)
    .map((section) => {
      if (section.startsWith('m=audio'))
        return hint(section, /^opus\//i, ['useinbandfec=1', 'usedtx=1']);
      if (!section.startsWith('m=video')) return section;
      return hint(section, /^(vp8|vp9|h264|av1)\//i, [`x-google-start-bitrate=${START_KBPS}`]);
    })
    .join('');
}

/** Adds parameters to the formats of a section that are of this codec. */
function hint(section: string, codec: RegExp, parameters: readonly string[]): string {
  const formats = [...section.matchAll(/^a=rtpmap:(\d+) (\S+)/gm)].flatMap(([, format, name]) =>
    format && name && codec.test(name) ? [format] : [],
  );
  return formats.reduce((text, format) => addTo(text, format, parameters), section);
}

function addTo(section: string, format: string, parameters: readonly string[]): string {
  const line = new RegExp(`^a=fmtp:${format} (.*?)(\\r?)$`, 'm');
  const known = line.exec(section)?.[1];
  if (known === undefined) {
    const map = new RegExp(`^(a=rtpmap:${format} .*?)(\\r?\\n)`, 'm');
    return section.replace(map, `$1$2a=fmtp:${format} ${parameters.join(';')}$2`);
  }
  const names = known.split(';').map((parameter) => parameter.trim().split('=')[0]);
  const missing = parameters.filter((parameter) => !names.includes(parameter.split('=')[0]));
  return section.replace(line, `a=fmtp:${format} ${[known, ...missing].join(';')}$2`);
}
