import { type IconNode, Mic, Video, Volume2 } from 'lucide';
import { useState } from 'preact/hooks';
import type { ListedDevice } from '../../media/device-list.ts';
import { words } from '../locales/words.ts';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../session-context.ts';

/** Which camera, which microphone, which speaker. Each has its place before there is something to choose. */
export function DeviceChoices() {
  const { media, choose } = useSession();
  const { list, camera, microphone } = media.value;
  const text = words.value;
  return (
    <div class="choices">
      <Choice
        icon={Video}
        label={text.camera}
        all={named(list.cameras)}
        chosen={camera.deviceId}
        onChoose={(id) => choose('camera', id)}
      />
      <Choice
        icon={Mic}
        label={text.microphone}
        all={named(list.microphones)}
        chosen={microphone.deviceId}
        onChoose={(id) => choose('microphone', id)}
      />
      <Speaker />
    </div>
  );
}

function Speaker() {
  const { media, choose, speaker } = useSession();
  const [isPlaying, setPlaying] = useState(false);
  const text = words.value;
  const canChoose = 'setSinkId' in HTMLMediaElement.prototype;
  const test = async () => {
    setPlaying(true);
    try {
      const { playTone } = await import('../../media/tone.ts');
      await playTone(canChoose ? speaker.value : null);
    } catch {
      // Nothing is heard: that is what the test is for.
    }
    setPlaying(false);
  };
  return (
    <div class="choice-row">
      {canChoose && (
        <Choice
          icon={Volume2}
          label={text.speaker}
          all={named(media.value.list.speakers)}
          chosen={speaker.value}
          onChoose={(id) => choose('speaker', id)}
        />
      )}
      <button type="button" class="quiet" disabled={isPlaying} onClick={test}>
        {text.testSpeaker}
      </button>
    </div>
  );
}

interface ChoiceProps {
  readonly icon: IconNode;
  readonly label: string;
  readonly all: readonly ListedDevice[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

function Choice({ icon, label, all, chosen, onChoose }: ChoiceProps) {
  // Nothing may move under a finger when the browser tells the names.
  const shown = all.length > 0 ? all : [{ id: '', label }];
  return (
    <label class="choice">
      <Icon of={icon} />
      <span class="visually-hidden">{label}</span>
      <select
        disabled={all.length === 0}
        value={chosen ?? shown[0]?.id}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      >
        {shown.map(({ id, label: name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Without a name there is nothing to choose by: browsers tell names once a device may be used. */
function named(all: readonly ListedDevice[]): readonly ListedDevice[] {
  return all.filter(({ label }) => label !== '');
}
