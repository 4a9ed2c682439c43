/** The call screen, which nobody needs before there is a call. */
export const loadCallScreen = () =>
  import('./call-screen.tsx').then(({ CallScreen }) => CallScreen);
