import type { Colour } from './recorded-film.ts';

export const SCREEN_HZ = 880;

/** Each of a sixteenth of the page. */
export const CORNERS: readonly Colour[] = [
  [255, 0, 0],
  [0, 0, 255],
  [255, 0, 255],
  [255, 255, 0],
];

/** A page to share: beeps, something that moves, and a colour in each corner. */
export const slides = `<!doctype html><title>Slides</title><style>
p { position: fixed; left: 30vw; top: 30vh; width: 20vw; height: 40vh; background: black; animation: go 1s infinite alternate }
@keyframes go { to { translate: 20vw 0 } } i { position: fixed; width: 25vw; height: 25vh }
</style><p></p>${CORNERS.map(
  (colour, at) =>
    `<i style="background: rgb(${colour}); ${at < 2 ? 'top' : 'bottom'}: 0; ${at % 2 ? 'right' : 'left'}: 0"></i>`,
).join('')}<script>
const context = new AudioContext();
const [tone, beep] = [context.createOscillator(), context.createGain()];
tone.frequency.value = ${SCREEN_HZ};
tone.connect(beep).connect(context.destination);
tone.start();
setInterval(() => { beep.gain.value = beep.gain.value ? 0 : 0.5 }, 200);
</script>`;
