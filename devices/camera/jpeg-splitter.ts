/** End of image (ITU-T T.81, B.1.1.3): in what is encoded no 0xFF is followed by it. */
const END = Buffer.from([0xff, 0xd9]);

/** Cuts what ffmpeg writes into pictures. */
export function createJpegSplitter(onPicture: (jpeg: Buffer) => void): (bytes: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    for (let end = rest.indexOf(END); end !== -1; end = rest.indexOf(END)) {
      onPicture(rest.subarray(0, end + END.length));
      rest = rest.subarray(end + END.length);
    }
  };
}
