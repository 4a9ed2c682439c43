import { createSocket, type Socket } from 'node:dgram';

/** A whole picture comes in one burst. */
const BUFFER_BYTES = 1024 * 1024;

/** Where packets of this machine arrive. */
export interface RtpPort {
  readonly port: number;
  close(): void;
}

export function openRtpPort(onPacket: (packet: Buffer) => void): Promise<RtpPort> {
  const socket: Socket = createSocket({ type: 'udp4', recvBufferSize: BUFFER_BYTES });
  socket.on('message', onPacket);
  return new Promise((open, fail) => {
    socket.once('error', fail);
    socket.bind(0, '127.0.0.1', () =>
      open({ port: socket.address().port, close: () => socket.close() }),
    );
  });
}
