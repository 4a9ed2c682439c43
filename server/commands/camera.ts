import { type Command, print } from './command.ts';
import { allGiven, joiningValues, runDevice } from './device.ts';

export const cameraCommand: Command = {
  name: 'camera',
  summary: 'joins a room and sends video to everyone who watches',
  flags: {
    audio: 'sends sound too',
    datachannel: 'sends JPEG pictures over a data channel, as devices of the direct family do',
  },
  values: {
    ...joiningValues,
    source: 'camera, screen, test, /dev/video0, rtsp://…, or a file; camera',
    codec: 'h264 or vp8; h264',
    width: 'in pixels; 640',
    height: 'in pixels; 480',
    fps: 'pictures a second; 30',
    bitrate: '1500k or 2M; what the size of the picture asks for',
    microphone: 'the ALSA device of the sound of a camera or screen; default',
    device: 'the camera, where --source is camera; /dev/video0',
    display: 'the screen, where --source is screen; $DISPLAY',
    file: 'the file, where --source is file',
  },
  run: (flags, given) =>
    runDevice(async () => {
      const [{ withFile }, { readJoining }, { readCameraOptions }, { startCamera }] =
        await Promise.all([
          import('../../devices/given.ts'),
          import('../../devices/joining.ts'),
          import('../../devices/camera/camera-options.ts'),
          import('../../devices/camera/camera.ts'),
        ]);
      const all = withFile(allGiven(flags, given));
      const joining = readJoining(all, { role: 'sender', name: 'camera' });
      return startCamera(joining, readCameraOptions(all), print);
    }),
};
